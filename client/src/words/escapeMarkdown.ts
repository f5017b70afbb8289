/** Text that Markdown shows as it is, and in which the editor finds no icons. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|&#$]/g, '\\$&').replace(/[\r\n]+/g, ' ');
}
