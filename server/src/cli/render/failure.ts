import type { ErrorBody } from '#schemas/generated/types.ts';
import { printable } from './printable.ts';
import { renderShortages } from './shortages.ts';
import { withGb } from '#shared/words/size.ts';
import type { Style } from './style.ts';

function hintLines(hint: string | null | undefined): readonly string[] {
  return (hint ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => `  ${printable(line)}`);
}

/** A message, and what to do next below it. */
export function renderFailure(message: string, hint: string | null, style: Style): string {
  return [`${style('red', 'error:')} ${printable(message)}`, ...hintLines(hint)].join('\n');
}

function renderParameters(body: ErrorBody): readonly string[] {
  const lines = (body.errors ?? []).map(
    (problem) =>
      `  ${problem.pointer === '' ? '/' : problem.pointer}: ${printable(problem.message)} [${problem.code}]`,
  );
  return body.errors_truncated === true ? [...lines, '  … and more problems'] : lines;
}

/** An error of the host: its message, what it lists, what to do next, and how to find it in the host's log. */
export function renderRefusal(body: ErrorBody, style: Style): string {
  const serious = body.http_status >= 500 && body.http_status !== 503;
  const lines = [
    `${style('red', 'error:')} ${body.details === undefined ? printable(body.message) : withGb(printable(body.message))}`,
    ...renderParameters(body),
    ...(body.details === undefined ? [] : [renderShortages(body.details, style)]),
    ...hintLines(body.hint),
    ...(serious ? [`  request ${body.request_id}`] : []),
  ];
  return lines.join('\n');
}
