import type { Command } from 'commander';
import type { Plan } from '#schemas/generated/types.ts';
import { type ExitCode, exitCodeOfError, exitCodes } from '../exitCodes.ts';
import { withConnection, withJson } from '../options.ts';
import { type PlanLine, renderPlan } from '../render/plan.ts';
import { renderProblem, renderUnplaced } from '../render/problems.ts';
import { type HostOptions, sayPractice, withClient } from '../session.ts';
import type { Shell } from '../shell.ts';
import { problemPlaces } from '../spec/placeProblems.ts';
import { readSpecFile } from '../spec/specFile.ts';
import { explainingSpec } from '../spec/explainRefusal.ts';

function exitCodeOfPlan(plan: Plan): ExitCode {
  if (plan.fits) return exitCodes.done;
  const first = plan.problems[0];
  return first === undefined ? exitCodes.doesNotFit : exitCodeOfError({ code: first.code, http_status: 409 });
}

async function plan(path: string, options: HostOptions, shell: Shell): Promise<ExitCode> {
  const file = await readSpecFile(path, shell.context.stdin);
  return withClient(shell, options, async (client) => {
    const asked = client.call('planVms', { bytes: file.bytes });
    const { body } = await explainingSpec(asked, file, shell, options.json);
    if (options.json === true) shell.json(body);
    else {
      await sayPractice(shell, client, body.simulated);
      const places = problemPlaces(file);
      const { style } = shell;
      const line: PlanLine = (problem, severity) =>
        // What concerns the whole request has no place of its own.
        problem.pointer === ''
          ? renderUnplaced({ ...problem, severity }, style)
          : renderProblem({ ...problem, file: file.name, place: places(problem), severity }, style);
      shell.say(renderPlan(body, line, style));
    }
    return exitCodeOfPlan(body);
  });
}

/** `vmspec plan FILE` */
export function configure(command: Command, shell: Shell): void {
  withConnection(withJson(command))
    .addHelpText(
      'after',
      `
Exit code 0: it fits; 2: invalid, or an unknown template or virtual switch; 3: does not fit; 5: a name is in use.

Examples:
  vmspec plan lab.vmspec.json
  vmspec plan lab.vmspec.json --host lab-server --json`,
    )
    .action((file: string, options: HostOptions) => shell.finish(plan(file, options, shell)));
}
