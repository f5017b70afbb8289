import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SERVER_ENVIRONMENT, SERVER_HEAP } from '#schemas/lsp/serverHeap.ts';
import { HOST_FACTS } from '#schemas/lsp/notifications.ts';
import { SPEC_BYTES } from '#schemas/limits.ts';
import { sampleHostFacts } from '../../support/lsp/hostFacts.ts';
import type { BenchContext, Figure, Measurement, Target } from '../figure.ts';
import { keystrokes } from '../lsp/keystrokes.ts';
import { startLanguageServer, type LanguageServer } from '../lsp/languageServer.ts';
import { specText } from '../lsp/specText.ts';
import { median, quantile, spread } from '../numbers.ts';

const BYTES = 100 * 1024;
/** Rounds of keystrokes that are measured, and those before them that warm up. */
const ROUNDS = 60;
const WARM_UP = 20;
const STARTS = 7;
const EDITS = 10_000;

/** The language server in a process of its own, against a server that only has the plain JSON service. */
export const lsp: Figure = {
  name: 'lsp',
  measure: async (context) => [
    ...(await starts(context)),
    ...(await typing(context)),
    ...(await largest(context)),
    ...(await memory(context)),
    bundle(context),
  ],
};

function ours({ root }: BenchContext, text: string): Promise<LanguageServer> {
  return startLanguageServer(
    [...SERVER_HEAP, join(root, 'dist', 'lsp.js'), '--stdio'],
    text,
    SERVER_ENVIRONMENT,
  );
}

function plain(text: string): Promise<LanguageServer> {
  return startLanguageServer([join(import.meta.dirname, '../peers/plainJsonServer.ts'), '--stdio'], text);
}

async function starts(context: BenchContext): Promise<Measurement[]> {
  const text = specText(BYTES, 2);
  const times: number[] = [];
  for (let run = 1; run <= STARTS; run += 1) {
    context.say(`start ${run} of ${STARTS}`);
    const server = await ours(context, text);
    times.push(server.startMs);
    await server.stop();
  }
  return [row('language server: start to first diagnostics, 100 KB', median(times), 'ms', most(400), times)];
}

/** What is asked after each keystroke. */
const questions = ['diagnostics', 'completion', 'hover'] as const;
type Times = Record<(typeof questions)[number], number[]>;

async function typing(context: BenchContext): Promise<Measurement[]> {
  const text = specText(BYTES, 2);
  const [own, withHost, peer] = await Promise.all([ours(context, text), ours(context, text), plain(text)]);
  withHost.notify(HOST_FACTS, sampleHostFacts());
  const servers = [own, withHost, peer];
  const times = servers.map((): Times => ({ diagnostics: [], completion: [], hover: [] }));
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    if (round % 10 === 0) context.say(`keystrokes, round ${round} of ${ROUNDS}`);
    // One after the other at each keystroke, so that all meet the same machine.
    for (const [index, stroke] of keystrokes(round + WARM_UP).entries()) {
      for (const [position, server] of servers.entries()) {
        const question = questions[(round + WARM_UP + index) % questions.length] ?? 'diagnostics';
        const started = performance.now();
        await answerOf(server, question, stroke(server));
        if (round >= 0) times[position]?.[question].push(performance.now() - started);
      }
    }
  }
  await Promise.all(servers.map((server) => server.stop()));
  const [mine = empty, hosted = empty, theirs = empty] = times;
  const p95 = (values: readonly number[]): number => quantile(values, 0.95);
  const both = { ours: spread(mine.diagnostics), plain: spread(theirs.diagnostics) };
  return [
    row('diagnostics after a keystroke, 100 KB, p95', p95(mine.diagnostics), 'ms', most(50), both),
    row('  the same with a host', p95(hosted.diagnostics), 'ms', most(50), spread(hosted.diagnostics)),
    row(
      '  the same by the plain JSON service',
      p95(theirs.diagnostics),
      'ms',
      null,
      spread(theirs.diagnostics),
    ),
    row(
      '  ours as a part of the plain one',
      p95(mine.diagnostics) / p95(theirs.diagnostics),
      '',
      most(1),
      both,
    ),
    row(
      'completion after a keystroke, 100 KB, p95',
      p95(hosted.completion),
      'ms',
      most(20),
      spread(hosted.completion),
    ),
    row(
      '  the same by the plain JSON service',
      p95(theirs.completion),
      'ms',
      null,
      spread(theirs.completion),
    ),
    row('hover after a keystroke, 100 KB, p95', p95(hosted.hover), 'ms', most(20), spread(hosted.hover)),
    row('  the same by the plain JSON service', p95(theirs.hover), 'ms', null, spread(theirs.hover)),
  ];
}

const empty: Times = { diagnostics: [], completion: [], hover: [] };

function answerOf(
  server: LanguageServer,
  question: (typeof questions)[number],
  offset: number,
): Promise<unknown> {
  return question === 'diagnostics' ? server.diagnose() : server.ask(question, offset);
}

async function largest(context: BenchContext): Promise<Measurement[]> {
  context.say('the largest document');
  const server = await ours(context, specText(SPEC_BYTES, 20));
  const times: number[] = [];
  for (let round = 0; round < ROUNDS / 2; round += 1) {
    for (const stroke of keystrokes(round).slice(0, 2)) {
      const started = performance.now();
      stroke(server);
      await server.diagnose();
      times.push(performance.now() - started);
    }
  }
  await server.stop();
  return [
    row('diagnostics after a keystroke, 1 MiB, p95', quantile(times, 0.95), 'ms', most(300), spread(times)),
  ];
}

async function memory(context: BenchContext): Promise<Measurement[]> {
  const server = await ours(context, specText(BYTES, 2));
  server.notify(HOST_FACTS, sampleHostFacts());
  const raw = [{ edits: 0, rss_mb: server.residentMb() }];
  for (let edits = 0; edits < EDITS;) {
    for (const stroke of keystrokes(edits)) {
      stroke(server);
      await server.diagnose();
      edits += 1;
    }
    if (edits % 600 === 0) {
      context.say(`${edits} of ${EDITS} edits`);
      raw.push({ edits, rss_mb: server.residentMb() });
    }
  }
  const value = server.residentMb();
  await server.stop();
  return [row('memory of the language server after 10,000 edits', value, 'MB', most(100), raw)];
}

function bundle({ root }: BenchContext): Measurement {
  const folder = join(root, 'dist');
  const files = readdirSync(folder).filter((name) => /^lsp\b.*\.js$/.test(name));
  const bytes = files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  return row('bundle of the language server', bytes / 1024, 'KB', most(600), files);
}

function most(value: number): Target {
  return { bound: 'at most', value };
}

function row(what: string, value: number, unit: string, target: Target | null, raw: unknown): Measurement {
  return { what, value, unit, target, raw };
}
