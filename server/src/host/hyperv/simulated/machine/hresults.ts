/** Windows error codes that Hyper-V puts into its errors. They are not localised, unlike the texts. */
export const HRESULT = {
  fileNotFound: '0x80070002',
  pathNotFound: '0x80070003',
  outOfMemory: '0x8007000E',
  sharingViolation: '0x80070020',
  fileExists: '0x80070050',
  diskFull: '0x80070070',
  busy: '0x800700AA',
  corruptDisk: '0xC03A0005',
  parentIdMismatch: '0xC03A000E',
  parentSizeMismatch: '0xC03A0017',
} as const;
