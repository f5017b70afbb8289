import { guestState } from './guestState.ts';
import { initial } from './initial.ts';
import { templates } from './templates.ts';
import { tokenRotation } from './tokenRotation.ts';

/** SQL of every schema version, oldest first. A published one is never edited: changes are appended. */
export const migrations: readonly string[] = [initial, tokenRotation, guestState, templates];
