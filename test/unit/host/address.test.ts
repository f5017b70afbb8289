import assert from 'node:assert/strict';
import { hostAddress } from '../../../server/src/host/address.ts';
import { makeCertificate } from '../../../server/src/host/security/certificate.ts';
import { certificateFacts } from '../../../server/src/host/security/certificateFacts.ts';

const certificate = { sha256: 'ab'.repeat(32), names: ['localhost', 'hv01', '192.0.2.7'] };
const bound = (address: string) => ({
  address,
  port: 4417,
  family: address.includes(':') ? 'IPv6' : 'IPv4',
});

describe('the address of a host', () => {
  const cases = [
    ['127.0.0.1', [], null, 'http://127.0.0.1:4417', 'http://127.0.0.1:4417'],
    ['::1', [], null, 'http://[::1]:4417', 'http://[::1]:4417'],
    ['127.0.0.1', ['lab'], certificate, 'https://127.0.0.1:4417', 'https://127.0.0.1:4417'],
    ['0.0.0.0', [], certificate, 'https://127.0.0.1:4417', 'https://hv01:4417'],
    ['0.0.0.0', ['lab'], certificate, 'https://127.0.0.1:4417', 'https://lab:4417'],
    ['::', [], certificate, 'https://[::1]:4417', 'https://hv01:4417'],
    ['192.0.2.7', [], certificate, 'https://192.0.2.7:4417', 'https://hv01:4417'],
    ['fd00::7', [], { ...certificate, names: [] }, 'https://[fd00::7]:4417', 'https://[fd00::7]:4417'],
  ] as const;
  for (const [address, names, facts, localUrl, remoteUrl] of cases) {
    it(`that listens at ${address}${facts === null ? '' : ' with a certificate'}, named ${names.join() || 'nothing'}, is ${localUrl} here and ${remoteUrl} elsewhere`, () => {
      assert.deepEqual(hostAddress(bound(address), names, facts), {
        localUrl,
        remoteUrl,
        certSha256: facts?.sha256 ?? null,
      });
    });
  }

  it('takes names from a certificate as a Host header writes them', async () => {
    const { cert, sha256 } = await makeCertificate({
      names: ['HV01.example.net', 'lab_host'],
      addresses: ['192.0.2.7', 'FD00:0::7'],
      now: 0,
    });
    assert.deepEqual(certificateFacts(cert), {
      sha256,
      names: ['hv01.example.net', 'lab_host', '192.0.2.7', '[fd00::7]'],
    });
  });
});
