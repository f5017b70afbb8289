/** Why a text is no public key that OpenSSH would take, for people; null where it is one. */
export function keyFault(text: string): string | null {
  if (text.includes('PRIVATE KEY'))
    return 'is a private key: never give it away, and write the line of the .pub file';
  if (/[\r\n]/.test(text)) return 'has more than one line: write one entry for each key';
  const [type = '', data = '', ...comment] = text.trim().split(/[ \t]+/);
  const read = readers.get(type);
  if (read === undefined) return typeFault(type);
  // Anything printable may stand in a comment; what is not would be shown by every program that lists keys.
  if (/[\u0000-\u001f\u007f]/.test(comment.join(' '))) return 'has a comment with unprintable characters';
  const blob = readBase64(data);
  if (blob === null) return DAMAGED;
  const fields = fieldsOf(blob);
  if (fields === null || asText(fields[0]) !== type) return DAMAGED;
  return read(fields.slice(1));
}

type Field = Uint8Array;
type Reader = (fields: readonly Field[]) => string | null;

const DAMAGED = 'is cut off or was changed: copy the whole line of the .pub file';

/** Fewest bits of an RSA key (`SSH_RSA_MINIMUM_MODULUS_SIZE` of OpenSSH 7.2 and newer). */
const RSA_BITS = 1024;

/** What follows the name of the type in each kind of key (RFC 4253 6.6, RFC 5656 3.1, RFC 8709 4, PROTOCOL.u2f). */
const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['ssh-ed25519', ed25519(1)],
  ['sk-ssh-ed25519@openssh.com', ed25519(2)],
  ['ssh-rsa', rsa],
  ['ecdsa-sha2-nistp256', ecdsa('nistp256', 65, 2)],
  ['ecdsa-sha2-nistp384', ecdsa('nistp384', 97, 2)],
  ['ecdsa-sha2-nistp521', ecdsa('nistp521', 133, 2)],
  ['sk-ecdsa-sha2-nistp256@openssh.com', ecdsa('nistp256', 65, 3)],
]);

function ed25519(count: number): Reader {
  return (fields) => (fields.length === count && fields[0]?.length === 32 ? null : DAMAGED);
}

function ecdsa(curve: string, length: number, count: number): Reader {
  return (fields) => {
    const [name, point] = fields;
    const uncompressed = point?.length === length && point[0] === 4;
    return fields.length === count && asText(name) === curve && uncompressed ? null : DAMAGED;
  };
}

function rsa(fields: readonly Field[]): string | null {
  const [exponent, modulus] = fields;
  if (fields.length !== 2 || exponent === undefined || modulus === undefined || exponent.length === 0)
    return DAMAGED;
  const bits = bitsOf(modulus);
  if (bits === null) return DAMAGED;
  return bits < RSA_BITS ? `has ${bits} bits, and OpenSSH takes RSA keys from ${RSA_BITS} bits on` : null;
}

/** Bits of a positive number as SSH writes it; null for a negative one. */
function bitsOf(number: Field): number | null {
  const start = number.findIndex((byte) => byte !== 0);
  const first = number[start];
  if (first === undefined || ((number[0] ?? 0) & 0x80) !== 0) return null;
  return (number.length - start) * 8 - (Math.clz32(first) - 24);
}

function typeFault(type: string): string {
  if (type === 'ssh-dss')
    return 'is a DSA key, which OpenSSH does not take any more: make one with ssh-keygen -t ed25519';
  if (type.includes('-cert-v01@')) return 'is a certificate: write the public key itself';
  if (/^(?:command|from|environment|restrict|no-|permit)/.test(type))
    return 'has options before the key: write the key alone, as in the .pub file';
  return 'does not begin with the type of a key, such as ssh-ed25519 or ssh-rsa';
}

/** Bytes of a base64 text with its padding; null where it is none. */
function readBase64(text: string): Uint8Array | null {
  if (text === '' || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null;
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

/** The length-prefixed fields that a key is made of; null where they do not fill it. */
function fieldsOf(blob: Uint8Array): Field[] | null {
  const fields: Field[] = [];
  const view = new DataView(blob.buffer);
  let at = 0;
  while (at + 4 <= blob.length) {
    const end = at + 4 + view.getUint32(at);
    if (end > blob.length) return null;
    fields.push(blob.subarray(at + 4, end));
    at = end;
  }
  return at === blob.length ? fields : null;
}

function asText(field: Field | undefined): string {
  return String.fromCharCode(...(field ?? []));
}
