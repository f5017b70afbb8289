import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Part, PartContext, PartResult } from './part.ts';

/** Part of the mutants that tests must find, in percent. */
const LEAST_KILLED = 85;
const MOST_MINUTES = 100;
/** What is installed for it: too much for everybody who only runs the tests. */
const manifest = ['package.json', 'package-lock.json', '.npmrc'] as const;

/** Changes the ledger, the arithmetic of capacity and the checks in hundreds of small ways: a test must notice each. */
export const mutationPart: Part = {
  name: 'mutation',
  // Of no goal of its own: it shows that the tests of these files would find an over-commitment.
  goals: ['G1'],
  when: 'together',
  run: async (context) => {
    const tools = join(context.root, 'out', 'mutation');
    const missing = await install(context, tools);
    return missing === null ? await mutate(context, tools) : { lines: [], failures: [missing] };
  },
};

/** Answers why it could not be installed, or null. */
async function install({ root, folder, children }: PartContext, tools: string): Promise<string | null> {
  mkdirSync(tools, { recursive: true });
  const lock = readFileSync(join(root, 'test', 'mutation', 'package-lock.json'), 'utf8');
  const installed = join(tools, 'package-lock.json');
  const there = existsSync(join(tools, 'node_modules')) && existsSync(installed);
  if (there && readFileSync(installed, 'utf8') === lock) return null;
  for (const file of manifest) copyFileSync(join(root, 'test', 'mutation', file), join(tools, file));
  const npm = process.env['npm_execpath'];
  const byNode = npm?.endsWith('.js') === true;
  const { code, output } = await children.run({
    file: byNode ? process.execPath : 'npm',
    argv: byNode ? [npm, 'ci'] : ['ci'],
    cwd: tools,
    log: join(folder, 'install.txt'),
    minutes: 10,
  });
  return code === 0 ? null : `npm ci failed: ${output.slice(-1000)}`;
}

async function mutate({ root, folder, children }: PartContext, tools: string): Promise<PartResult> {
  const { code, output } = await children.run({
    file: process.execPath,
    argv: [
      join(tools, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js'),
      ...['run', join('test', 'mutation', 'stryker.config.json')],
    ],
    cwd: root,
    env: { NODE_OPTIONS: `--require=${join(root, 'test', 'mutation', 'findMocha.cjs')}` },
    log: join(folder, 'output.txt'),
    minutes: MOST_MINUTES,
  });
  const killed = /^All files\s*\|\s*([\d.]+)/m.exec(output)?.[1];
  if (killed === undefined)
    return { lines: [], failures: [`Stryker ended with ${code ?? 'a signal'}: ${output.slice(-1000)}`] };
  const result = `${killed} % of the mutants killed (at least ${LEAST_KILLED} %)`;
  const tried = 'mutants of capacity, charges, checks, ledger and admission';
  return { lines: [{ goal: 'G1', tried, result, reached: Number(killed) >= LEAST_KILLED }], failures: [] };
}
