import assert from 'node:assert/strict';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Severity } from '#core/problem.ts';
import { readSpec } from '#core/readSpec.ts';
import { corpus, type ExpectedProblem } from '../../support/documents.ts';
import { member, request } from '../../support/host/client.ts';
import { oneHost } from '../../support/host/oneHost.ts';
import { messageOf } from '../../support/lsp/messageOf.ts';
import { startStdioServer, type StdioServer } from '../../support/lsp/stdioServer.ts';
import { runCli } from '../../support/runCli.ts';

/** A diagnostic with all that other doors tell too. */
interface Told {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Diagnostic['range'];
}

const severityOf = ({ severity }: Diagnostic): Severity =>
  severity === DiagnosticSeverity.Error ? 'error' : 'warning';

const toldOf = (diagnostic: Diagnostic): Told => ({
  code: String(diagnostic.code),
  severity: severityOf(diagnostic),
  message: messageOf(diagnostic),
  range: diagnostic.range,
});

const problemOf = (diagnostic: Diagnostic): ExpectedProblem => ({
  code: String(diagnostic.code),
  pointer: (diagnostic.data as { pointer: string }).pointer,
  severity: severityOf(diagnostic),
});

describe('a document gets the same verdict from the editor as from core, command line and host', () => {
  const host = oneHost();
  const running: { server: StdioServer | null } = { server: null };
  const server = (): StdioServer => {
    assert.ok(running.server !== null);
    return running.server;
  };

  before(async () => {
    running.server = await startStdioServer();
  });
  after(async () => {
    assert.equal(await server().leave(), 0);
    assert.equal(server().stderr(), '');
  });

  for (const { name, path, bytes, text, expected } of corpus()) {
    it(name, async () => {
      const diagnostics = await server().diagnose(`untitled:${name}`, text);
      assert.deepEqual(diagnostics.map(problemOf), expected);

      const lines = TextDocument.create('', '', 1, text);
      const read = readSpec(text).problems.map(
        ({ code, severity, message, range: { offset, length } }): Told => {
          const range = { start: lines.positionAt(offset), end: lines.positionAt(offset + length) };
          return { code, severity, message, range };
        },
      );
      assert.deepEqual(diagnostics.map(toldOf), read);

      const errors = expected.filter(({ severity }) => severity === 'error');
      const answer = await request(host(), { method: 'POST', path: '/api/vms/plan', body: bytes });
      assert.equal(answer.status, errors.length === 0 ? 200 : 400);
      const told = (member(answer.body, 'errors') ?? []) as readonly ExpectedProblem[];
      assert.deepEqual(
        told.map(({ code, pointer }) => ({ code, pointer, severity: 'error' })),
        errors,
      );

      const { out } = await runCli(['validate', path, '--format', 'json']);
      assert.deepEqual(toldByCli(out), diagnostics.map(toldOf));
    });
  }

  it('as SARIF and as text too', async () => {
    for (const { name, path, text } of corpus().filter(({ expected }) => expected.length > 0)) {
      const diagnostics = (await server().diagnose(`untitled:${name}`, text)).map(toldOf);
      const sarif = await runCli(['validate', path, '--format', 'sarif']);
      assert.deepEqual(toldBySarif(sarif.out), diagnostics, name);
      const plain = await runCli(['validate', path]);
      const lines = plain.out.trimEnd().split('\n').slice(0, -1);
      assert.equal(lines.length, diagnostics.length, name);
      for (const [index, { code, range, severity }] of diagnostics.entries()) {
        const place = `${path}:${range.start.line + 1}:${range.start.character + 1} `;
        assert.ok(lines[index]?.startsWith(place), `${name}: ${lines[index] ?? ''}`);
        assert.ok(lines[index]?.endsWith(` [${code}]`), name);
        assert.equal(lines[index]?.slice(place.length).startsWith('warning: '), severity === 'warning', name);
      }
    }
  });
});

interface CliPlace {
  readonly line: number;
  readonly column: number;
}

const rangeOf = (start: CliPlace, end: CliPlace): Diagnostic['range'] => ({
  start: { line: start.line - 1, character: start.column - 1 },
  end: { line: end.line - 1, character: end.column - 1 },
});

function toldByCli(out: string): Told[] {
  const { files } = JSON.parse(out) as {
    files: { problems: (Omit<Told, 'range'> & { start: CliPlace; end: CliPlace })[] }[];
  };
  return files.flatMap(({ problems }) =>
    problems.map(({ code, severity, message, start, end }) => ({
      code,
      severity,
      message,
      range: rangeOf(start, end),
    })),
  );
}

function toldBySarif(out: string): Told[] {
  const log = JSON.parse(out) as {
    runs: {
      results: {
        ruleId: string;
        level: Severity;
        message: { text: string };
        locations: { physicalLocation: { region: Record<string, number> } }[];
      }[];
    }[];
  };
  return log.runs.flatMap(({ results }) =>
    results.map(({ ruleId, level, message, locations }) => {
      const {
        startLine = 0,
        startColumn = 0,
        endLine = 0,
        endColumn = 0,
      } = locations[0]?.physicalLocation.region ?? {};
      const range = rangeOf({ line: startLine, column: startColumn }, { line: endLine, column: endColumn });
      return { code: ruleId, severity: level, message: message.text, range };
    }),
  );
}
