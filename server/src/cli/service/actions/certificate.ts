import { existsSync } from 'node:fs';
import { makeCertificate } from '../../../host/security/certificate.ts';
import { readTls } from '../../../host/security/tlsFiles.ts';
import { exitCodes } from '../../exitCodes.ts';
import { CliFailure } from '../../failure.ts';
import type { CopyCertificate, MakeCertificate } from '../step.ts';
import type { World } from '../world.ts';
import { keep, writePrivately } from './files.ts';

export async function makeOwnCertificate(
  { cert, key, names, addresses }: MakeCertificate,
  world: World,
): Promise<void> {
  // Clients trust the fingerprint of the one that is there.
  if (existsSync(cert) && existsSync(key)) return;
  const made = await makeCertificate({ names, addresses, now: world.now() });
  write({ cert, key }, { cert: made.cert, key: made.key }, world);
}

/** Read as the host will read them, so that it cannot refuse them later. */
export function copyCertificate({ from, cert, key }: CopyCertificate, world: World): void {
  const reading = readTls({ tls: from });
  if (reading.ok && reading.tls !== null) {
    write({ cert, key }, { cert: reading.tls.cert, key: reading.tls.key }, world);
    return;
  }
  throw new CliFailure(
    exitCodes.configuration,
    'The certificate of --cert and the key of --key cannot be used together.',
    [
      ...(reading.ok ? [] : reading.reasons),
      'Both must be PEM, the key without a password. Leave them out to have a certificate made.',
    ].join('\n'),
  );
}

interface Pair<T> {
  readonly cert: T;
  readonly key: T;
}

function write(paths: Pair<string>, contents: Pair<string | Buffer>, world: World): void {
  for (const path of [paths.cert, paths.key]) keep(world, path);
  writePrivately(paths.key, contents.key);
  writePrivately(paths.cert, contents.cert);
}
