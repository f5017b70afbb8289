import * as l10n from '@vscode/l10n';
import { type LogOutputChannel, ProgressLocation, window } from 'vscode';
import type { Vm } from '#schemas/generated/types.ts';
import { HostFailure } from '../connection/failure.ts';
import type { Summary } from './recordWords.ts';

/** Requests that are under way at once: those of one moment share a reading of the host. */
const AT_ONCE = 8;

/** A change of what is recorded of VMs. */
export interface Recording {
  /** Said while it goes on. */
  readonly title: string;
  readonly ask: (vm: Vm) => Promise<Vm>;
  /** What came of it. */
  readonly summary: (recorded: readonly Vm[], refused: readonly string[]) => Summary;
}

/** Has what is recorded of each VM changed, and tells once, for all, what came of it. What is refused for one stops no other. */
export async function recordVms(
  output: LogOutputChannel,
  vms: readonly Vm[],
  { title, ask, summary }: Recording,
): Promise<void> {
  const recorded: Vm[] = [];
  const refused: HostFailure[] = [];
  const reasons: string[] = [];
  const work = async (report: () => void): Promise<void> => {
    const queue = vms.values();
    const worker = async (): Promise<void> => {
      for (const vm of queue) {
        try {
          recorded.push(await ask(vm));
        } catch (error) {
          if (!(error instanceof HostFailure)) throw error;
          output.warn(`${title} ${vm.vm_name}: ${error.message}`);
          refused.push(error);
          reasons.push(`${vm.vm_name}: ${error.message} ${error.hint}`.trim());
        }
        report();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  };
  await window.withProgress({ location: ProgressLocation.Notification, title }, (progress) =>
    work(() => {
      const done = recorded.length + refused.length;
      progress.report({ message: l10n.t('{0} of {1}', done, vms.length), increment: 100 / vms.length });
    }),
  );
  // One alone is told as every command's failure, with the ways out that fit it.
  const [only] = refused;
  if (vms.length === 1 && only !== undefined) throw only;
  const { severity, text } = summary(recorded, reasons);
  void (severity === 'information' ? window.showInformationMessage : window.showWarningMessage)(text);
}
