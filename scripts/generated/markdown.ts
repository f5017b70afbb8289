/** First line of every generated page. */
export const pageBanner = '<!-- Generated from the schemas by `npm run generate`. Do not edit. -->';

/** A table; cells are escaped. Columns that are empty in every row are left out. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const kept = header.map((_, column) => rows.some((row) => (row[column] ?? '') !== ''));
  const line = (cells: readonly string[]): string =>
    `| ${cells
      .filter((_, column) => kept[column] === true)
      .map(escapeCell)
      .join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Text as code. */
export function code(text: string): string {
  return text === '' ? '' : `\`${text}\``;
}

/** A value as JSON, as code. */
export function codeOf(value: unknown): string {
  return value === undefined ? '' : code(JSON.stringify(value));
}

/** Anchor that a heading of this text gets. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9 _-]/g, '')
    .replaceAll(' ', '-');
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
