import { connect } from 'node:tls';

const CONNECT_MS = 10_000;

/** A certificate that a host shows. */
export interface ShownCertificate {
  /** SHA-256, as pairs of digits with colons. */
  readonly fingerprint: string;
  readonly subject: string;
  /** Until when it is valid. */
  readonly validTo: string;
  /** This computer trusts it for this address: it needs no pin. */
  readonly trusted: boolean;
}

/** Looks at the certificate of an https address. Nothing is sent. Rejects when nothing answers. */
export function shownCertificate({ hostname, port }: URL): Promise<ShownCertificate> {
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    const servername = /[a-z]/i.test(host) && !host.includes(':') ? host : '';
    const socket = connect({
      host,
      port: port === '' ? 443 : Number(port),
      servername,
      rejectUnauthorized: false,
      timeout: CONNECT_MS,
    });
    socket.once('error', reject);
    socket.once('timeout', () => socket.destroy(new Error('no answer for 10 s')));
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerX509Certificate();
      socket.destroy();
      if (certificate === undefined) reject(new Error('it shows no certificate'));
      else {
        resolve({
          fingerprint: certificate.fingerprint256,
          subject: certificate.subject.replaceAll('\n', ', '),
          validTo: certificate.validTo,
          trusted: socket.authorized,
        });
      }
    });
  });
}
