#!/usr/bin/env node
/**
 * Behaves as the console of PowerShell does for node-powershell, without PowerShell: it runs standard input line by line
 * and writes lines that end in CRLF until it is told otherwise. An operation does what the member `fake` of its data says.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';

const loads = process.env['FAKE_SHELL_LOADS'] ?? 'well';
/** The console begins with CRLF; what was set since is kept in the environment of this process. */
const newLine = (): string => process.env['FAKE_SHELL_NEW_LINE'] ?? '\r\n';
const log = process.env['FAKE_SHELL_LOG'];
if (log !== undefined) appendFileSync(log, `start ${JSON.stringify(process.argv.slice(2))}\n`);
if (loads === 'never') setInterval(() => undefined, 1_000);

const out = (text: string): boolean => process.stdout.write(text + newLine());
const err = (text: string): boolean => process.stderr.write(text + newLine());
const frame = (answer: unknown): string =>
  `VMSPEC:${Buffer.from(JSON.stringify(answer), 'utf8').toString('base64')}`;
const answerWell = (data: unknown): boolean =>
  out(frame({ ok: true, result: data, warnings: [], elapsed_ms: 1 }));

/** What an operation does instead of answering well. */
const ways: Readonly<Record<string, (data: Readonly<Record<string, unknown>>) => unknown>> = {
  fail: ({ error }) => out(frame({ ok: false, error })),
  noise: (data) => {
    out('WARNING: The virtual machine is already in the specified state.');
    err('#< CLIXML');
    err('<Objs Version="1.1.0.1"><S S="Error">noise</S></Objs>');
    return answerWell(data);
  },
  bom: (data) => {
    process.stdout.write('\uFEFF');
    return answerWell(data);
  },
  pid: () => answerWell(process.pid),
  silent: () => undefined,
  garbage: () => out('\u0000\u0001 no answer \uFFFD'),
  not_base64: () => out('VMSPEC:***'),
  not_json: () => out(`VMSPEC:${Buffer.from('<Objs/>').toString('base64')}`),
  wrong_shape: () => out(frame({ okay: 1 })),
  twice: (data) => {
    answerWell(data);
    return answerWell({ forged: true });
  },
  large: ({ size }) => out('x'.repeat(Number(size))),
  large_answer: ({ size }) => answerWell('x'.repeat(Number(size))),
  pieces: ({ pieces }) => {
    for (const piece of pieces as readonly string[]) writeSync(1, Buffer.from(piece, 'base64'));
  },
  hang: () => 'hang',
  exit: ({ code }) => process.exit(Number(code)),
  answer_and_exit: (data) => {
    process.stdout.write(`${frame({ ok: true, result: data })}${newLine()}`, () => process.exit(0));
    return 'hang';
  },
  child: ({ pid_file }) => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
    appendFileSync(String(pid_file), String(child.pid));
    return 'hang';
  },
};

function run(line: string): unknown {
  if (log !== undefined) appendFileSync(log, `${line}\n`);
  const mark = /^\[Console\]::(Out|Error)\.WriteLine\("([0-9A-Za-z]+)"\)$/.exec(line);
  if (mark !== null) return mark[1] === 'Out' ? out(mark[2] ?? '') : err(mark[2] ?? '');
  if (line.includes('[Console]::Out.NewLine = "`n"')) {
    process.env['FAKE_SHELL_NEW_LINE'] = '\n';
    return undefined;
  }
  if (line.startsWith('try { Import-Module ')) return load();
  const operation = /^Invoke-VMSpecOperation -Name ([a-z_]+) -Data ([A-Za-z0-9+/=]+)$/.exec(line);
  if (operation === null) return line === '' ? undefined : err(`what is ${line}?`);
  const data = JSON.parse(Buffer.from(operation[2] ?? '', 'base64').toString('utf8')) as Record<
    string,
    unknown
  >;
  const way = ways[String(data['fake'])];
  return way === undefined ? answerWell(data) : way(data);
}

function load(): unknown {
  if (loads === 'well') return out(frame({ ok: true, result: { version: '5.1.1', edition: 'Desktop' } }));
  if (loads === 'exit') return process.exit(1);
  const error = {
    id: loads,
    category: 'SecurityError',
    hresult: null,
    message: 'Not here.',
    target: null,
  };
  return out(frame({ ok: false, error }));
}

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  if (loads !== 'never' && run(line) === 'hang') {
    // As a cmdlet that does not come back: nothing more is read, and the process stays.
    lines.removeAllListeners('line');
    setInterval(() => undefined, 1_000);
  }
});
