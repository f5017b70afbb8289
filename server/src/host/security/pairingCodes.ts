import { timingSafeEqual } from 'node:crypto';
import type { Role } from '#schemas/roles.ts';
import type { Clock, Random } from '../ports.ts';
import { sha256 } from './authenticate.ts';

/** What an open code is good for. */
export interface Invitation {
  readonly role: Role;
  /** Name of the token; null: the client's own. */
  readonly name: string | null;
}

/** A code as it is shown to a person, once. */
export interface ShownCode {
  readonly code: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

/**
 * The codes that are open. They are kept hashed and in memory only: they live for minutes, and a restart that voids them
 * costs a person one command, while nothing that lets somebody in is ever on the disk.
 */
export interface PairingCodes {
  open(invitation: Invitation): ShownCode;
  /** The invitation of an open code, or null. Takes the same time for every wrong code; too many void all that are open. */
  find(code: string): Invitation | null;
  /** Takes a code that was used out. */
  close(invitation: Invitation): void;
}

/** Long enough to walk to another computer. */
const TTL_MS = 10 * 60 * 1000;
/** Wrong codes, from whomever, after which every open code is void. */
const MAX_WRONG = 5;
/** Letters and digits that nobody mistakes for one another: no 0, O, 1, I, L. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
/** With the alphabet 39 bits, at five tries. */
const LENGTH = 8;

interface Open {
  readonly invitation: Invitation;
  readonly hash: Buffer;
  /** On the clock that only grows. */
  readonly due: number;
}

export function pairingCodes(clock: Clock, random: Random): PairingCodes {
  const state: { open: readonly Open[]; wrong: number } = { open: [], wrong: 0 };
  const keep = (open: readonly Open[]): void => {
    state.open = open;
    if (open.length === 0) state.wrong = 0;
  };
  const forgetOld = (): void => {
    keep(state.open.filter(({ due }) => due > clock.monotonic()));
  };
  return {
    open: (invitation) => {
      forgetOld();
      const code = newCode(random);
      keep([...state.open, { invitation, hash: sha256(code), due: clock.monotonic() + TTL_MS }]);
      return {
        code: `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`,
        expires: clock.now() + TTL_MS,
      };
    },
    find: (code) => {
      forgetOld();
      const hash = sha256(code.replace(/[\s-]/g, '').toUpperCase());
      // Every code is compared, so that the time tells nothing of how many there are or which came close.
      const [found] = state.open.filter((open) => timingSafeEqual(open.hash, hash));
      if (found !== undefined) return found.invitation;
      if (state.open.length > 0) state.wrong += 1;
      if (state.wrong >= MAX_WRONG) keep([]);
      return null;
    },
    close: (invitation) => {
      keep(state.open.filter((open) => open.invitation !== invitation));
    },
  };
}

/** Every character is as likely as any other: a byte beyond the alphabet is drawn again. */
function newCode(random: Random): string {
  let code = '';
  while (code.length < LENGTH) {
    const [byte = 0] = random.bytes(1);
    code += ALPHABET[byte % 32] ?? '';
  }
  return code;
}
