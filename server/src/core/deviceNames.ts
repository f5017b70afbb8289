const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])$/i;

/** True for names that Windows takes for a device, with any extension and whatever the case: `CON`, `com1.x`. */
export function isDeviceName(name: string): boolean {
  const base = name.split('.')[0] ?? '';
  return DEVICE.test(base.trimEnd());
}
