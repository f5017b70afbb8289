/** A host to speak to, and how to prove to it who one is. */
export interface Target {
  readonly url: URL;
  readonly token: string | null;
  /** Where the token was taken from, for people: a path, or the name of a variable. */
  readonly tokenFrom: string;
  /** Fingerprint that the certificate must have, 64 hexadecimal digits, or null. */
  readonly certSha256: string | null;
  /** What named the host, for people: `--url`, `VMSPEC_HOST`, … */
  readonly namedBy: string;
  /** Whether it is a practice host, where that is known without asking. */
  readonly simulated: boolean | null;
}
