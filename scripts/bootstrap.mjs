/**
 * First step of `npm start`, `npm test`, `npm run test:soak`, `npm run bench`, `npm run package` and `npm run try`: installs
 * what is missing, then runs the script of that name on the project's own Node. Plain JavaScript, because it must run on
 * whatever Node the machine has (18 and later).
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const programs = {
  start: 'start.ts',
  test: 'test.ts',
  soak: 'soak.ts',
  bench: 'bench.ts',
  package: 'package.ts',
  try: 'try.ts',
};
/** `node:sqlite` without a flag, and TypeScript run directly. */
const LEAST_NODE = [24, 15];

const [name = '', ...args] = process.argv.slice(2);
if (!Object.hasOwn(programs, name))
  fail(`usage: node scripts/bootstrap.mjs ${Object.keys(programs).join('|')} [args]`, 64);
install();
run(projectNode(), [join(root, 'scripts', programs[name]), ...args]);

/** A fresh install where there is none, the missing packages only where the lock file has moved on. */
function install() {
  const state = installState();
  if (state === 'current') return;
  say(state === 'missing' ? 'Installing packages (once, about half a minute) ...' : 'Updating packages ...');
  const command = state === 'missing' ? ['ci'] : ['install', '--no-save'];
  const npm = process.env.npm_execpath;
  const options = { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' };
  const result = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...command], options)
    : spawnSync('npm', command, { ...options, shell: process.platform === 'win32' });
  if (result.status === 0) return;
  process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  fail(`npm ${command.join(' ')} failed${result.error ? `: ${result.error.message}` : ''}.`, 1);
}

function installState() {
  const installed = lockedVersions(join(root, 'node_modules', '.package-lock.json'));
  if (installed === null) return 'missing';
  const wanted = lockedVersions(join(root, 'package-lock.json')) ?? new Map();
  for (const [path, entry] of wanted) {
    const there = installed.get(path);
    // Packages for other platforms are locked, not installed.
    if (there === undefined ? !entry.optional : there.version !== entry.version) return 'outdated';
  }
  return 'current';
}

/** Packages of a lock file by path, or null where there is none. */
function lockedVersions(path) {
  if (!existsSync(path)) return null;
  const { packages } = JSON.parse(readFileSync(path, 'utf8'));
  return new Map(Object.entries(packages).filter(([key]) => key !== ''));
}

/** The Node that the lock file pins, else the current one where it is new enough. */
function projectNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const own = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', file);
  if (existsSync(own)) return own;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])) return process.execPath;
  return fail(
    `VMSpec needs Node ${LEAST_NODE.join('.')} or newer and this is ${process.versions.node}. ` +
      `There is no packaged Node for ${process.platform} ${process.arch}: install Node 24 and try again.`,
    1,
  );
}

function run(node, argv) {
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);
  const child = spawn(node, argv, { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: path } });
  // A Ctrl-C in a terminal reaches the child as well; a signal sent to this process alone is passed on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => fail(`cannot run ${node}: ${error.message}`, 1));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

function say(line) {
  process.stdout.write(`${line}\n`);
}

function fail(line, code) {
  process.stderr.write(`${line}\n`);
  process.exit(code);
}
