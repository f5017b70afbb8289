import * as l10n from '@vscode/l10n';
import type { AddTemplateBody, Template } from '#schemas/generated/types.ts';
import { HostFailure } from '../connection/failure.ts';
import { askChoice } from '../steps/askChoice.ts';
import { askText } from '../steps/askText.ts';
import type { Step } from '../steps/runSteps.ts';
import { requestOf, type NewTemplate } from './request.ts';

/** Asks the host to add a template. */
export type AskHost = (request: AddTemplateBody) => Promise<Template>;

/** The steps by which a template is added; what the host refuses leads back to the path. */
export function newTemplateSteps(ask: AskHost): readonly Step<NewTemplate>[] {
  return [askPath, askSystem, askGeneration, (known) => send(known, ask)];
}

const title = (): string => l10n.t('Add Template');

const askPath: Step<NewTemplate> = async (known, place) => {
  const answer = await askText(
    {
      title: title(),
      prompt: l10n.t('Path of the disk on the host; it is copied below the template root'),
      placeholder: 'D:\\Images\\ubuntu-24.04.vhdx',
      value: known.path,
      check: (path) => (path.trim() === '' ? l10n.t('Name the disk.') : null),
    },
    place,
  );
  if (answer === null || answer === 'back') return { kind: 'cancelled' };
  return { kind: 'next', value: { ...known, path: answer.text.trim() } };
};

const askSystem: Step<NewTemplate> = async (known, place) => {
  const choices = [
    { label: l10n.t('What Its Name Says'), value: 'named' as const },
    { label: 'Linux', value: 'linux' as const },
    { label: 'Windows', value: 'windows' as const },
  ];
  const placeholder = l10n.t('Which system is installed? Secure boot is set up for it');
  const answer = await askChoice({ title: title(), placeholder, choices }, place);
  if (answer === 'back') return { kind: 'back' };
  if (answer === null) return { kind: 'cancelled' };
  return { kind: 'next', value: { ...known, os: answer === 'named' ? null : answer } };
};

const askGeneration: Step<NewTemplate> = async (known, place) => {
  const choices = [
    {
      label: l10n.t('Generation 2'),
      description: l10n.t('UEFI; a .vhd is converted to .vhdx'),
      value: 2 as const,
    },
    { label: l10n.t('Generation 1'), description: l10n.t('BIOS'), value: 1 as const },
    { label: l10n.t('Not Known'), value: 0 as const },
  ];
  const placeholder = l10n.t('For which generation of VMs was it installed?');
  const answer = await askChoice({ title: title(), placeholder, choices }, place);
  if (answer === 'back') return { kind: 'back' };
  if (answer === null) return { kind: 'cancelled' };
  return { kind: 'next', value: { ...known, generation: answer === 0 ? null : answer } };
};

async function send(known: NewTemplate, ask: AskHost): ReturnType<Step<NewTemplate>> {
  try {
    return { kind: 'next', value: { ...known, begun: await ask(requestOf(known)) } };
  } catch (error) {
    if (!(error instanceof HostFailure) || error.refusal === null) throw error;
    return { kind: 'back', steps: 3, message: `${error.message} ${error.hint}`.trim() };
  }
}
