import { codeActions } from './codeActions.ts';
import { diagnostics } from './diagnostics.ts';
import type { Feature } from './feature.ts';

/** Every feature of the server. */
export const features: readonly Feature[] = [diagnostics, codeActions];
