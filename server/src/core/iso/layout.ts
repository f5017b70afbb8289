/** Bytes of a sector of a CD (ECMA-119, 6.1.2). */
export const SECTOR = 2048;

/** Sectors in front of the first volume descriptor, which a system may use (ECMA-119, 6.2.1). */
export const SYSTEM_SECTORS = 16;

/** Kinds of volume descriptor (ECMA-119, 8.1.1). */
export const DESCRIPTOR = { primary: 1, supplementary: 2, terminator: 255 } as const;

/** Places in a volume descriptor (ECMA-119, 8.4 and 8.5). */
export const FIELD = {
  volumeId: 40,
  volumeSectors: 80,
  escapes: 88,
  setSize: 120,
  sequence: 124,
  sectorSize: 128,
  pathTableSize: 132,
  pathTableLittle: 140,
  pathTableBig: 148,
  root: 156,
  texts: 190,
  textsEnd: 813,
  dates: 813,
  structure: 881,
} as const;

/** Says that names are in UCS-2, level 3 (Joliet Specification, "SVD Escape Sequences Field"). */
export const JOLIET_ESCAPES = [0x25, 0x2f, 0x45] as const;

/** Bytes of a directory record without the name (ECMA-119, 9.1). */
export const RECORD_BYTES = 33;
