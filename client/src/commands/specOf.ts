import * as l10n from '@vscode/l10n';
import { type TextDocument, Uri, window, workspace } from 'vscode';
import { SPEC_BYTES } from '#schemas/limits.ts';
import { isSpec } from '../language/selector.ts';
import { CommandFailure } from './commandFailure.ts';
import { noSpec } from './shownSpec.ts';

/** A spec as the editor has it, saved or not. */
export interface OpenSpec {
  readonly uri: Uri;
  /** Name of the file, for people. */
  readonly name: string;
  /** Its text: one JSON value. */
  readonly text: string;
}

/** The spec that a command is about: the one at an address, or the one in the active editor. Throws CommandFailure. */
export async function specOf(argument: unknown): Promise<OpenSpec> {
  const document = await documentOf(argument);
  const text = document.getText();
  const name = document.uri.path.split('/').at(-1) ?? document.uri.path;
  if (Buffer.byteLength(text) > SPEC_BYTES) {
    throw new CommandFailure(
      l10n.t('{0} is larger than 1 MiB, more than a host takes.', name),
      l10n.t('Divide it.'),
    );
  }
  if (!isJson(text)) {
    throw new CommandFailure(
      l10n.t('{0} is not valid JSON.', name),
      l10n.t('Mend what is marked in it first.'),
      'problems',
    );
  }
  return { uri: document.uri, name, text };
}

async function documentOf(argument: unknown): Promise<TextDocument> {
  if (argument instanceof Uri) return workspace.openTextDocument(argument);
  if (typeof argument === 'string') return workspace.openTextDocument(Uri.parse(argument, true));
  const document = window.activeTextEditor?.document;
  if (document !== undefined && isSpec(document)) return document;
  throw noSpec();
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
