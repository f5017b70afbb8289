/** Paths that lead elsewhere than they say, or nowhere: all are refused by their letters alone. */
export const hostileTemplatePaths: readonly string[] = [
  ...[
    '\\\\host\\s\\a.vhdx',
    '//host/s/a.vhdx',
    '\\\\?\\UNC\\host\\s\\a.vhdx',
    '\\\\?\\GLOBALROOT\\Device\\a.vhdx',
  ],
  ...['\\??\\UNC\\host\\s\\a.vhdx', '\\\\.\\pipe\\x', 'C:foo.vhdx', '\\a.vhdx', 'C:\\Templates\\..\\a.vhdx'],
  ...[
    'C:\\Templates\\tiny.vhdx:s',
    'C:\\Templates\\tiny.vhdx.',
    'C:\\Templates\\tiny.vhdx ',
    'C:\\TEMPL~1\\tiny.vhdx',
  ],
  ...[
    'C:\\Templates\\COM1.vhdx',
    'C:\\Templates\\COM\u00b9.vhdx',
    '%TEMP%\\tiny.vhdx',
    'C:\\%TEMP%\\tiny.vhdx',
  ],
  ...[
    'file:///C:/Templates/tiny.vhdx',
    'C:/Templates/tiny.vhdx',
    'C:\\Templates\\\\tiny.vhdx',
    'C:\\Templates\\*.vhdx',
  ],
  ...['C:\\Templates\\.\\tiny.vhdx', 'C:\\Templates\\tiny.vhdx\0', 'tiny.vhdx'],
];

/** Pieces by which a path is made to lead elsewhere. */
const PIECES = [
  ...[
    '\\',
    '/',
    '\\\\',
    '//',
    '..',
    '.',
    '..\\',
    './',
    ':',
    '::$DATA',
    '~1',
    '%TEMP%',
    '%',
    '?',
    '*',
    '\0',
    ' ',
    '. ',
  ],
  ...[
    'CON',
    'nul.vhdx',
    'COM\u00b9',
    '\\\\?\\',
    '\\\\.\\',
    '\\??\\',
    'UNC\\',
    'GLOBALROOT\\',
    'C:',
    'D:\\',
    'file:///',
  ],
  ...[
    '\u202e',
    '\u200b',
    '\u2215',
    '\uff3c',
    '\uff0e\uff0e',
    '\u0131',
    '\u212a',
    '.vhdx',
    '.VHDX',
    'x',
    'Templates2',
  ],
];

/** A path that was changed in one to four places by chance. */
export function mutatedPath(path: string, fraction: () => number): string {
  let mutated = path;
  for (let times = 1 + Math.floor(fraction() * 4); times > 0; times -= 1)
    mutated = changed(mutated, fraction);
  return mutated;
}

function changed(path: string, fraction: () => number): string {
  const at = Math.floor(fraction() * (path.length + 1));
  const end = Math.min(path.length, at + Math.floor(fraction() * 4));
  const piece = PIECES[Math.floor(fraction() * PIECES.length)] ?? '';
  const way = fraction();
  if (way < 0.5) return path.slice(0, at) + piece + path.slice(at);
  if (way < 0.8) return path.slice(0, at) + piece + path.slice(end);
  if (way < 0.9) return path.slice(0, at) + path.slice(end);
  return way < 0.95 ? path.toUpperCase() : path.toLowerCase();
}
