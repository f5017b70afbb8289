import type { Figure } from './figure.ts';
import { abuse } from './figures/abuse.ts';
import { activation } from './figures/activation.ts';
import { admissions } from './figures/admissions.ts';
import { crowd } from './figures/crowd.ts';
import { events } from './figures/events.ts';
import { form } from './figures/form.ts';
import { guests } from './figures/guests.ts';
import { hundred } from './figures/hundred.ts';
import { latency } from './figures/latency.ts';
import { lsp } from './figures/lsp.ts';
import { memory } from './figures/memory.ts';
import { powershell } from './figures/powershell.ts';
import { reconnect } from './figures/reconnect.ts';
import { recovery } from './figures/recovery.ts';
import { refusals } from './figures/refusals.ts';
import { sizes } from './figures/sizes.ts';
import { start } from './figures/start.ts';
import { validate } from './figures/validate.ts';
import { views } from './figures/views.ts';

/** Every figure, in the order of the table. */
export const figures: readonly Figure[] = [
  admissions,
  refusals,
  start,
  recovery,
  latency,
  abuse,
  memory,
  hundred,
  validate,
  events,
  powershell,
  guests,
  lsp,
  activation,
  reconnect,
  sizes,
  views,
  form,
  crowd,
];
