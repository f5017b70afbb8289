import { MarkupKind, type MarkupContent } from 'vscode-languageserver';

/** A text in Markdown, in the form that a client says it can show; one that says nothing gets the plain text. */
export function markup(formats: readonly MarkupKind[] | undefined, markdown: string): MarkupContent {
  if (formats?.includes(MarkupKind.Markdown) === true) return { kind: MarkupKind.Markdown, value: markdown };
  return { kind: MarkupKind.PlainText, value: markdown.replace(marks, '$1$2$3$4') };
}

/** Code, strong and emphasized words, links: what they say is kept. */
const marks = /`([^`]*)`|\*\*([^*]*)\*\*|\*([^*\n]+)\*|\[([^\]]*)\]\([^)]*\)/g;

/** Words of somebody else, such as a path, as code in Markdown. */
export function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const gap = longest > 0 ? ' ' : '';
  return `${fence}${gap}${text.replaceAll(/[\r\n]+/g, ' ')}${gap}${fence}`;
}
