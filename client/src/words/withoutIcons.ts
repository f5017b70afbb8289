/** Text of a host in which the editor finds no icons. */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '$ (');
}
