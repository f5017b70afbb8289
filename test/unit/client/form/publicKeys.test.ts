import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publicKeysIn } from '../../../../client/src/form/publicKeys.ts';
import { sshKeys } from '../../../support/sshKeys.ts';

describe("a person's own public keys", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'vmspec-keys-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('are the lines of the files that ssh-keygen names so; nothing private is ever one', async () => {
    const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
    const secret = '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n';
    write('id_ed25519', secret);
    write('id_ed25519.pub', `${sshKeys.ed25519}\n`);
    write('id_ecdsa_sk.pub', sshKeys.ecdsa.replace(' test@lab', ''));
    // Private, whatever it is called.
    write('id_rsa.pub', secret);
    write('id_two.pub', `${sshKeys.ed25519}\n${sshKeys.ecdsa}\n`);
    write('id_long.pub', `${sshKeys.ed25519} ${'x'.repeat(20_000)}`);
    write('deploy.pub', sshKeys.ed25519);
    write('authorized_keys', sshKeys.ed25519);
    mkdirSync(join(folder, 'id_folder.pub'));
    assert.deepEqual(await publicKeysIn(folder), [
      { file: 'id_ecdsa_sk.pub', key: sshKeys.ecdsa.replace(' test@lab', ''), comment: '' },
      { file: 'id_ed25519.pub', key: sshKeys.ed25519, comment: 'test@lab' },
    ]);
  });

  it('are none where there is no such folder', async () => {
    assert.deepEqual(await publicKeysIn(join(folder, 'none')), []);
  });
});
