import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { makeCertificate } from '../../../host/security/certificate.ts';
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

export function copyCertificate({ from, cert, key }: CopyCertificate, world: World): void {
  const given = { cert: read(from.cert), key: read(from.key) };
  checkPair(given, from);
  write({ cert, key }, given, world);
}

interface Pair {
  readonly cert: string;
  readonly key: string;
}

function write(paths: Pair, texts: Pair, world: World): void {
  for (const path of [paths.cert, paths.key]) keep(world, path);
  writePrivately(paths.key, texts.key);
  writePrivately(paths.cert, texts.cert);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw refuse(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function checkPair(pair: Pair, from: Pair): void {
  try {
    if (new X509Certificate(pair.cert).checkPrivateKey(createPrivateKey(pair.key))) return;
  } catch {
    throw refuse(`${from.cert} is no certificate in PEM, or ${from.key} no key in PEM without a password.`);
  }
  throw refuse(`${from.key} is not the key of ${from.cert}.`);
}

function refuse(message: string): CliFailure {
  return new CliFailure(
    exitCodes.configuration,
    message,
    'Give a certificate and its key, both in PEM, with --cert and --key; without them one is made.',
  );
}
