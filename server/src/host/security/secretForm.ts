/** A token, wherever it stands in a text: 32 bytes as base64url. */
const token = /(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g;
/** A pairing code as it is shown. */
const pairingCode = /(?<![A-Za-z0-9_-])[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}(?![A-Za-z0-9_-])/g;

/** A text without what has the form of a token or of a pairing code: people put them where a name belongs. */
export function withoutSecrets(text: string): string {
  return text.replace(token, '[redacted]').replace(pairingCode, '[redacted]');
}
