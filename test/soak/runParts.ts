import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EndedPart, Part, PartContext, PartResult } from './part.ts';

/** Parts that work at the same time, beside those that mostly wait. */
const WIDTH = 2;
/** Milliseconds between two lines that tell what is still under way. */
const NEWS_MS = 60_000;

/**
 * Runs all parts: first those that measure times, one after the other, then the rest. Tells of each when it begins, when it
 * ends, and once a minute what is under way.
 */
export async function runParts(
  parts: readonly Part[],
  context: PartContext,
  say: (line: string) => void,
): Promise<EndedPart[]> {
  const ended: EndedPart[] = [];
  const underWay = new Map<Part, number>();
  const total = parts.length;
  const runOne = async (part: Part): Promise<void> => {
    const started = performance.now();
    underWay.set(part, started);
    say(`begins: ${part.name} (${part.goals.join(', ')})`);
    const result = await safely(part, context);
    const seconds = (performance.now() - started) / 1000;
    underWay.delete(part);
    ended.push({ ...result, part, seconds });
    say(`${ended.length} of ${total} ended: ${part.name}, ${duration(seconds)}, ${verdictOf(result)}`);
  };
  const news = setInterval(() => {
    const all = [...underWay].map(
      ([{ name }, since]) => `${name} (${duration((performance.now() - since) / 1000)})`,
    );
    say(`under way: ${all.join(', ')}`);
  }, NEWS_MS);
  try {
    const of = (when: Part['when']): Part[] => parts.filter((part) => part.when === when);
    for (const part of of('alone')) await runOne(part);
    const queue = of('together').values();
    const worker = async (): Promise<void> => {
      for (const part of queue) await runOne(part);
    };
    await Promise.all([...of('beside').map(runOne), ...Array.from({ length: WIDTH }, worker)]);
    return ended;
  } finally {
    clearInterval(news);
  }
}

async function safely(part: Part, context: PartContext): Promise<PartResult> {
  const folder = join(context.folder, part.name.replaceAll(/[^\w.-]+/g, '-'));
  mkdirSync(folder, { recursive: true });
  try {
    return await part.run({ ...context, folder });
  } catch (error) {
    return { lines: [], failures: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
  }
}

function verdictOf({ lines, failures }: PartResult): string {
  if (failures.length > 0) return 'failed';
  if (lines.length === 0) return 'nothing measured';
  return lines.every(({ reached }) => reached) ? 'reached' : 'missed';
}

/** Seconds as people read them, such as `1 h 02 min` or `45 s`. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
