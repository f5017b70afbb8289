import { seededRandom } from '../seededRandom.ts';

/** Text that would be code, an end of a text, a pattern or a frame if it were read as anything but data. */
function piecesWith(payload: string): readonly string[] {
  const encoded = Buffer.from(payload, 'utf16le').toString('base64');
  const quotes = ["'", '"', '`', ...between(0x2018, 0x201f)];
  return [
    ...quotes,
    ...quotes.map((quote) => `${quote}; ${payload}; ${quote}`),
    ...['-', ...between(0x2010, 0x2015)].map((dash) => ` ${dash}Force ${dash}Confirm:$false `),
    ...[`$(${payload})`, `@(${payload})`, `& { ${payload} }`, `; ${payload}`, `| % { ${payload} }`],
    ...['\n', '\r\n', '\r', '\u2028', '\u2029', '\u0085'].map((end) => `${end}${payload}${end}`),
    ...[`"@\n${payload}\n@"`, `'@\n${payload}\n@'`, `<# ${payload} #>`, '# comment', '--%', '%PATH%', '${x}'],
    ...[`-EncodedCommand ${encoded}`, encoded, 'VMSPEC:e30=', 'AAAA', '====', '+/+/'],
    ...['#< CLIXML\r\n<Objs Version="1.1.0.1"></Objs>', '<S S="Error">x_x000D__x000A_</S>', '</Objs>'],
    ...['{0}', '{', '}', '{{0}}', '{0:X}', '%s', '$1', '$&', '\\u0027', '\\', '/', '..\\..', '\\\\host\\s'],
    ...['*', '?', '[a-z]', '[', ']', 'CON', 'NUL.txt', ':stream', '~1', '!', '^', '|', '<', '>', '&&', '||'],
    ...['\0', '\u0007', '\u001b[31m', '\u202e', '\u2066', '\u200b', '\ufeff', '\ufffe', '\ufffd'],
    ...[
      '\u00e9',
      'e\u0301',
      '\u4e2d\u6587',
      '\ud83d\ude00',
      ' ',
      '\t',
      '\u00a0',
      '\u3000',
      '',
      'null',
      'true',
      '0',
    ],
  ];
}

/**
 * As many strings, the same in every run, in which `payload` would run if any of them were code. Their halves of
 * surrogate pairs have partners: text without is refused before it gets so far.
 */
export function hostileStrings(count: number, payload: string): readonly string[] {
  const pieces = piecesWith(payload);
  const random = seededRandom(34);
  const pick = (): string => pieces[Math.floor(random.fraction() * pieces.length)] ?? '';
  const long = ["'", '$(', '\u2019', 'x', '\n'].map((text) => text.repeat(50_000));
  const mixed = Array.from({ length: count - pieces.length - long.length }, () =>
    Array.from({ length: 1 + Math.floor(random.fraction() * 5) }, pick).join(''),
  );
  return [...pieces, ...long, ...mixed];
}

function between(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_unused, at) => String.fromCharCode(first + at));
}
