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
  /** What a client at that address gets for a code. Takes the same time for every wrong code. */
  find(code: string, address: string): Found;
  /** Takes a code that was used out. */
  close(invitation: Invitation): void;
}

export type Found =
  | { readonly kind: 'open'; readonly invitation: Invitation }
  | { readonly kind: 'wrong' }
  /** The address has no try left; the code was not looked at. */
  | { readonly kind: 'too_many'; readonly retryAfterS: number };

/** Long enough to walk to another computer. */
const TTL_MS = 10 * 60 * 1000;
/** Wrong codes from one address in the life of a code. Others keep their tries, so that nobody keeps people out. */
const MAX_WRONG = 5;
/**
 * Wrong codes of all addresses together after which every open code is void, for somebody who has many addresses. The
 * chance that one of them was right is still below one in a thousand million for each code.
 */
const MAX_WRONG_OF_ALL = 300;
/** Letters and digits that nobody mistakes for one another: no 0, O, 1, I, L. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
/** With the alphabet 39 bits. */
const LENGTH = 8;

interface Open {
  readonly invitation: Invitation;
  readonly hash: Buffer;
  /** On the clock that only grows. */
  readonly due: number;
}

/** Wrong codes of an address, and when they are forgotten. */
interface Tries {
  readonly wrong: number;
  /** On the clock that only grows. */
  readonly due: number;
}

export function pairingCodes(clock: Clock, random: Random): PairingCodes {
  const tries = new Map<string, Tries>();
  const state: { open: readonly Open[]; wrong: number } = { open: [], wrong: 0 };
  const keep = (open: readonly Open[]): void => {
    state.open = open;
    // Without an open code nothing can be guessed, so that there is nothing to count.
    if (open.length > 0) return;
    state.wrong = 0;
    tries.clear();
  };
  const forgetOld = (): void => {
    keep(state.open.filter(({ due }) => due > clock.monotonic()));
    for (const [address, { due }] of tries) if (due <= clock.monotonic()) tries.delete(address);
  };
  const countWrong = (address: string): void => {
    if (state.open.length === 0) return;
    const before = tries.get(address) ?? { wrong: 0, due: clock.monotonic() + TTL_MS };
    tries.set(address, { ...before, wrong: before.wrong + 1 });
    state.wrong += 1;
    if (state.wrong >= MAX_WRONG_OF_ALL) keep([]);
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
    find: (code, address) => {
      forgetOld();
      const tried = tries.get(address);
      if (tried !== undefined && tried.wrong >= MAX_WRONG)
        return { kind: 'too_many', retryAfterS: Math.ceil((tried.due - clock.monotonic()) / 1000) };
      const hash = sha256(code.replace(/[\s-]/g, '').toUpperCase());
      // Every code is compared, so that the time tells nothing of how many there are or which came close.
      const [found] = state.open.filter((open) => timingSafeEqual(open.hash, hash));
      if (found !== undefined) return { kind: 'open', invitation: found.invitation };
      countWrong(address);
      return { kind: 'wrong' };
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
