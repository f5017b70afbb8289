import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { keyFault } from '#core/guest/sshKey.ts';
import { onPath } from '#shared/host/onPath.ts';
import { sshKeys } from '../../../support/sshKeys.ts';
import { skipTest } from '../../../support/skipTest.ts';

/** A key out of its fields, as SSH writes them. */
function key(type: string, ...fields: readonly (string | Uint8Array)[]): string {
  const parts = [type, ...fields].flatMap((field) => {
    const bytes = Buffer.from(field);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return [length, bytes];
  });
  return `${type} ${Buffer.concat(parts).toString('base64')}`;
}

const DAMAGED = 'is cut off or was changed: copy the whole line of the .pub file';
const modulus = (bits: number): Buffer => Buffer.concat([Buffer.of(0, 0x80), Buffer.alloc(bits / 8 - 1, 7)]);
const point = (length: number): Buffer => Buffer.concat([Buffer.of(4), Buffer.alloc(length - 1, 9)]);

const sound: Readonly<Record<string, string>> = {
  ...sshKeys,
  'without a comment': sshKeys.ed25519.split(' ').slice(0, 2).join(' '),
  'with spaces around it': `  ${sshKeys.ed25519}  `,
  rsa: key('ssh-rsa', Buffer.of(1, 0, 1), modulus(2048)),
  'ecdsa 384': key('ecdsa-sha2-nistp384', 'nistp384', point(97)),
  'ecdsa 521': key('ecdsa-sha2-nistp521', 'nistp521', point(133)),
  'of a security key': key('sk-ssh-ed25519@openssh.com', Buffer.alloc(32, 5), 'ssh:'),
  'ecdsa of a security key': key('sk-ecdsa-sha2-nistp256@openssh.com', 'nistp256', point(65), 'ssh:'),
};

const faulty: Readonly<Record<string, readonly [string, string]>> = {
  'cut off': [sshKeys.ecdsa.slice(0, 90), DAMAGED],
  'with a changed type': [sshKeys.ed25519.replace('ssh-ed25519', 'ssh-rsa'), DAMAGED],
  'without data': ['ssh-ed25519', DAMAGED],
  'with data that is no base64': ['ssh-ed25519 AAAA*AAA', DAMAGED],
  'with a point of the wrong length': [key('ecdsa-sha2-nistp256', 'nistp256', point(64)), DAMAGED],
  'with a compressed point': [key('ecdsa-sha2-nistp256', 'nistp256', Buffer.alloc(65, 2)), DAMAGED],
  'with another curve inside': [key('ecdsa-sha2-nistp256', 'nistp384', point(65)), DAMAGED],
  'with one field too many': [key('ssh-ed25519', Buffer.alloc(32), 'x'), DAMAGED],
  'with a length beyond its end': [`ssh-ed25519 ${Buffer.of(0, 0, 0, 99, 1).toString('base64')}`, DAMAGED],
  'of RSA without an exponent': [key('ssh-rsa', '', modulus(2048)), DAMAGED],
  'of RSA with a negative number': [key('ssh-rsa', Buffer.of(1, 0, 1), Buffer.alloc(256, 0xff)), DAMAGED],
  'of RSA with 768 bits': [
    key('ssh-rsa', Buffer.of(1, 0, 1), modulus(768)),
    'has 768 bits, and OpenSSH takes RSA keys from 1024 bits on',
  ],
  'of DSA': [
    'ssh-dss AAAA',
    'is a DSA key, which OpenSSH does not take any more: make one with ssh-keygen -t ed25519',
  ],
  'that is a certificate': [
    'ssh-ed25519-cert-v01@openssh.com AAAA',
    'is a certificate: write the public key itself',
  ],
  'with options': [
    `command="ls" ${sshKeys.ed25519}`,
    'has options before the key: write the key alone, as in the .pub file',
  ],
  'that is private': [
    '-----BEGIN OPENSSH PRIVATE KEY-----',
    'is a private key: never give it away, and write the line of the .pub file',
  ],
  'of two lines': [
    `${sshKeys.ed25519}\n${sshKeys.ecdsa}`,
    'has more than one line: write one entry for each key',
  ],
  'with an unprintable comment': [`${sshKeys.ed25519}\u0007`, 'has a comment with unprintable characters'],
  'that is no key': ['hello', 'does not begin with the type of a key, such as ssh-ed25519 or ssh-rsa'],
};

describe('a public key', () => {
  for (const [what, text] of Object.entries(sound))
    it(`passes: ${what}`, () => assert.equal(keyFault(text), null));
  for (const [what, [text, fault]] of Object.entries(faulty))
    it(`is refused: one ${what}`, () => assert.equal(keyFault(text), fault));

  it('is refused or taken as OpenSSH does', function () {
    if (onPath(['ssh-keygen'], process.env) === null) skipTest(this, 'ssh-keygen is not installed');
    const folder = mkdtempSync(join(tmpdir(), 'vmspec-keys-'));
    try {
      const taken = (text: string): boolean => {
        writeFileSync(join(folder, 'key.pub'), `${text}\n`);
        try {
          execFileSync('ssh-keygen', ['-l', '-f', join(folder, 'key.pub')], { stdio: 'ignore' });
          return true;
        } catch {
          return false;
        }
      };
      // A point need not lie on its curve for us; OpenSSH computes that.
      const real = [sshKeys.ed25519, sshKeys.ecdsa, sound['without a comment'], sound['rsa']];
      for (const text of real) assert.equal(taken(text ?? ''), true, text);
      const refused = ['cut off', 'without data', 'with data that is no base64', 'with one field too many'];
      for (const what of [...refused, 'of RSA with 768 bits', 'with a changed type', 'that is no key'])
        assert.equal(taken(faulty[what]?.[0] ?? ''), false, what);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
