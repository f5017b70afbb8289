import { entryCheck } from './check.ts';

/** A guest reports its address only once it runs. */
export const waitNeedsStart = entryCheck(['wait_needs_start'], ({ pointer, spec }) => {
  if (spec.wait_for !== 'ip' || spec.start !== false) return [];
  const message =
    'wait_for is "ip", and a VM that is not started never reports an address: remove it, or start: false.';
  return [{ code: 'wait_needs_start', pointer: `${pointer}/wait_for`, message }];
});
