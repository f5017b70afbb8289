import { codeActions } from './codeActions.ts';
import { codeLens } from './codeLens.ts';
import { completion } from './completion.ts';
import { diagnostics } from './diagnostics.ts';
import { documentLinks } from './documentLinks.ts';
import { documentSymbols } from './documentSymbols.ts';
import type { Feature } from './feature.ts';
import { foldingRanges } from './foldingRanges.ts';
import { formatting } from './formatting.ts';
import { hover } from './hover.ts';
import { inlayHints } from './inlayHints.ts';
import { problems } from './problems.ts';
import { rename } from './rename.ts';
import { selectionRanges } from './selectionRanges.ts';

/** Every feature of the server. */
export const features: readonly Feature[] = [
  diagnostics,
  codeActions,
  completion,
  hover,
  codeLens,
  inlayHints,
  documentSymbols,
  foldingRanges,
  selectionRanges,
  formatting,
  rename,
  documentLinks,
  problems,
];
