/**
 * What an editor has without us: a language server that hands everything to vscode-json-languageservice, with the same
 * schema. `node test/bench/peers/plainJsonServer.ts` speaks on standard input and output.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getLanguageService } from 'vscode-json-languageservice';
import { createConnection, TextDocuments, TextDocumentSyncKind } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

const schema: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../schemas/spec.schema.json'), 'utf8'),
);
const json = getLanguageService({});
json.configure({
  validate: true,
  schemas: [{ uri: 'spec.schema.json', fileMatch: ['*.vmspec.json'], schema: Object(schema) }],
});

const connection = createConnection(process.stdin, process.stdout);
const documents = new TextDocuments(TextDocument);
const open = (uri: string): TextDocument => {
  const document = documents.get(uri);
  if (document === undefined) throw new Error(`${uri} is not open`);
  return document;
};
connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
    completionProvider: {},
    hoverProvider: true,
  },
}));
connection.languages.diagnostics.on(async ({ textDocument }) => {
  const document = open(textDocument.uri);
  return { kind: 'full', items: await json.doValidation(document, json.parseJSONDocument(document)) };
});
connection.onCompletion(({ textDocument, position }) => {
  const document = open(textDocument.uri);
  return json.doComplete(document, position, json.parseJSONDocument(document));
});
connection.onHover(({ textDocument, position }) => {
  const document = open(textDocument.uri);
  return json.doHover(document, position, json.parseJSONDocument(document));
});
documents.listen(connection);
connection.listen();
