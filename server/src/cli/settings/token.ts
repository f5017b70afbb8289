import { readFileSync } from 'node:fs';
import { tokenOf } from '#shared/host/token.ts';
import { exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';
import { fileErrorCode } from './files.ts';

/** The text as a token, white space around it removed. Throws CliFailure when it is none. */
export function checkToken(text: string, from: string): string {
  const token = tokenOf(text);
  if (token !== null) return token;
  throw new CliFailure(
    exitCodes.notReachable,
    `${from} holds no token.`,
    'A token is one line of printable characters without spaces.',
  );
}

/** The token in a file. Throws CliFailure. */
export function readToken(path: string): string {
  try {
    return checkToken(readFileSync(path, 'utf8'), path);
  } catch (error) {
    if (error instanceof CliFailure) throw error;
    const code = fileErrorCode(error);
    const hint =
      code === 'ENOENT'
        ? 'Check the path.'
        : 'Ask whoever started the host for a token of your own (`vmspec token create`), or for access to the file.';
    throw new CliFailure(exitCodes.notReachable, `The token file ${path} cannot be read (${code}).`, hint);
  }
}
