import type { HostFailure } from './failure.ts';

/** A host to speak to, and how to prove to it who one is. */
export interface Target {
  readonly url: URL;
  readonly token: string;
  /** Fingerprint that the certificate must have, 64 hexadecimal digits, or null. */
  readonly certSha256: string | null;
  /** Where it was found, for people. */
  readonly foundIn: string;
}

/** The result of looking for a host: one, none at the moment, or one that cannot be used as it is. */
export type TargetReading =
  { readonly target: Target } | { readonly none: string } | { readonly failure: HostFailure };
