/** Whether this is the long run (`npm run test:soak`), in which every goal has its full size. */
export const inSoak = process.env['VMSPEC_SOAK'] === '1';

/** How much a test tries: enough to find a mistake in a minute, or the full size of its goal in the long run. */
export function amount(usual: number, soak: number): number {
  return inSoak ? soak : usual;
}
