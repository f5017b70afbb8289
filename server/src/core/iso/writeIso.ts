import { DESCRIPTOR, FIELD, JOLIET_ESCAPES, RECORD_BYTES, SECTOR, SYSTEM_SECTORS } from './layout.ts';

/** A file in the root of an image. */
export interface IsoFile {
  /** At most 64 characters of the Basic Multilingual Plane, without separators. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How a tree of names is written: plain ISO 9660 for programs that know nothing else, Joliet for names as they are. */
interface Naming {
  readonly kind: number;
  readonly text: (text: string) => Uint8Array;
  readonly fileName: (name: string) => Uint8Array;
  readonly escapes: readonly number[];
  /** What a text field is filled up with. */
  readonly blank: Uint8Array;
}

const plain: Naming = {
  kind: DESCRIPTOR.primary,
  text: ascii,
  fileName: (name) => ascii(`${plainName(name)};1`),
  escapes: [],
  blank: ascii(' '),
};

const joliet: Naming = {
  kind: DESCRIPTOR.supplementary,
  text: ucs2,
  fileName: ucs2,
  escapes: JOLIET_ESCAPES,
  blank: ucs2(' '),
};

/** Sectors behind the three descriptors: two path tables and a root folder for each naming, then the files. */
const FIRST = { plain: SYSTEM_SECTORS + 3, joliet: SYSTEM_SECTORS + 6, files: SYSTEM_SECTORS + 9 } as const;

/**
 * An ISO 9660 image with Joliet names (ECMA-119; Joliet Specification 1995) of files that all lie in its root folder. The
 * same files make the same bytes: there are no dates. The folder must fit a sector, which is room for some twenty files.
 * @param label Volume label, at most 16 capital letters, digits and underscores.
 */
export function writeIso(label: string, files: readonly IsoFile[]): Uint8Array {
  const sorted = files.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const places = placesOf(sorted);
  const end = places.at(-1)?.end ?? FIRST.files;
  const image = new Uint8Array(end * SECTOR);
  const put = (sector: number, bytes: Uint8Array): void => image.set(bytes, sector * SECTOR);
  put(SYSTEM_SECTORS, descriptor(plain, label, end, FIRST.plain));
  put(SYSTEM_SECTORS + 1, descriptor(joliet, label, end, FIRST.joliet));
  put(SYSTEM_SECTORS + 2, header(DESCRIPTOR.terminator));
  for (const [naming, first] of [[plain, FIRST.plain] as const, [joliet, FIRST.joliet] as const]) {
    put(first, pathTable(first + 2, true));
    put(first + 1, pathTable(first + 2, false));
    put(first + 2, folder(naming, first + 2, places));
  }
  for (const { sector, file } of places) put(sector, file.bytes);
  return image;
}

interface Place {
  readonly file: IsoFile;
  readonly sector: number;
  readonly end: number;
}

function placesOf(files: readonly IsoFile[]): Place[] {
  let next: number = FIRST.files;
  return files.map((file) => {
    const sector = next;
    next += Math.ceil(file.bytes.length / SECTOR);
    return { file, sector, end: next };
  });
}

function header(kind: number): Uint8Array {
  const bytes = new Uint8Array(SECTOR);
  bytes[0] = kind;
  bytes.set(ascii('CD001'), 1);
  bytes[6] = 1;
  return bytes;
}

function descriptor(naming: Naming, label: string, sectors: number, first: number): Uint8Array {
  const bytes = header(naming.kind);
  const view = new DataView(bytes.buffer);
  for (let at = 8; at < 72; at += naming.blank.length) bytes.set(naming.blank, at);
  bytes.set(naming.text(label), FIELD.volumeId);
  both32(view, FIELD.volumeSectors, sectors);
  bytes.set(naming.escapes, FIELD.escapes);
  for (const field of [FIELD.setSize, FIELD.sequence]) both16(view, field, 1);
  both16(view, FIELD.sectorSize, SECTOR);
  both32(view, FIELD.pathTableSize, PATH_TABLE_BYTES);
  view.setUint32(FIELD.pathTableLittle, first, true);
  view.setUint32(FIELD.pathTableBig, first + 1, false);
  bytes.set(record(Uint8Array.of(0), first + 2, SECTOR, true), FIELD.root);
  for (let at: number = FIELD.texts; at + naming.blank.length <= FIELD.textsEnd; at += naming.blank.length)
    bytes.set(naming.blank, at);
  // Four dates of 16 digits, all zero, and a zone: no date is given (ECMA-119, 8.4.26.1).
  for (let date = 0; date < 4; date += 1)
    bytes.fill(0x30, FIELD.dates + 17 * date, FIELD.dates + 17 * date + 16);
  bytes[FIELD.structure] = 1;
  return bytes;
}

/** Bytes of a path table that holds the root alone. */
const PATH_TABLE_BYTES = 10;

function pathTable(root: number, little: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(PATH_TABLE_BYTES));
  view.setUint8(0, 1);
  view.setUint32(2, root, little);
  view.setUint16(6, 1, little);
  return new Uint8Array(view.buffer);
}

/** The root folder: itself, itself as its parent, and its files. */
function folder(naming: Naming, sector: number, places: readonly Place[]): Uint8Array {
  const records = [
    record(Uint8Array.of(0), sector, SECTOR, true),
    record(Uint8Array.of(1), sector, SECTOR, true),
    ...places.map((place) =>
      record(naming.fileName(place.file.name), place.sector, place.file.bytes.length, false),
    ),
  ];
  const bytes = new Uint8Array(SECTOR);
  let at = 0;
  for (const one of records) {
    bytes.set(one, at);
    at += one.length;
  }
  return bytes;
}

function record(name: Uint8Array, sector: number, length: number, isFolder: boolean): Uint8Array {
  const bytes = new Uint8Array(2 * Math.ceil((RECORD_BYTES + name.length) / 2));
  const view = new DataView(bytes.buffer);
  bytes[0] = bytes.length;
  both32(view, 2, sector);
  both32(view, 10, length);
  // Years since 1900, month, day: a date has to stand here, and it is always the same.
  bytes.set([100, 1, 1], 18);
  bytes[25] = isFolder ? 2 : 0;
  both16(view, 28, 1);
  bytes[32] = name.length;
  bytes.set(name, RECORD_BYTES);
  return bytes;
}

/** A name of eight and three capital letters, digits and underscores (ECMA-119, 10.1). */
function plainName(name: string): string {
  const [stem = '', extension = ''] = name
    .toUpperCase()
    .replace(/[^A-Z0-9.]/g, '_')
    .split('.');
  return `${stem.slice(0, 8)}.${extension.slice(0, 3)}`;
}

/** A number in both orders of its bytes, as most fields have it. */
function both32(view: DataView, at: number, value: number): void {
  view.setUint32(at, value, true);
  view.setUint32(at + 4, value, false);
}

function both16(view: DataView, at: number, value: number): void {
  view.setUint16(at, value, true);
  view.setUint16(at + 2, value, false);
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

function ucs2(text: string): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let index = 0; index < text.length; index += 1)
    view.setUint16(2 * index, text.charCodeAt(index), false);
  return new Uint8Array(view.buffer);
}
