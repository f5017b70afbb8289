/** What a page is made of. */
export interface PageParts {
  /** What a screen reader calls the page. */
  readonly title: string;
  /** Language of its words, such as `en`. */
  readonly language: string;
  /** Translations of its words by their English text; a word without one stays English. */
  readonly words: Readonly<Record<string, string>>;
  /** Addresses of its program and its style sheet. */
  readonly script: string;
  readonly style: string;
  /** Where the editor serves resources of a page from, as it says itself. */
  readonly cspSource: string;
  /** Unguessable, new for every page: only the program that carries it runs. */
  readonly nonce: string;
}

/**
 * The HTML of a page: no network, no inline script, no inline style, nothing but its own program, style sheet and fonts of
 * the extension.
 */
export function pageHtml(parts: PageParts): string {
  const { cspSource, nonce } = parts;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    // These do not follow default-src.
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
  return [
    '<!DOCTYPE html>',
    `<html lang="${escape(parts.language)}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escape(parts.title)}</title>`,
    `<link rel="stylesheet" href="${escape(parts.style)}">`,
    '</head>',
    `<body data-words="${escape(JSON.stringify(parts.words))}">`,
    '<main id="page"></main>',
    `<script type="module" nonce="${escape(nonce)}" src="${escape(parts.script)}"></script>`,
    '</body>',
    '</html>',
  ].join('\n');
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
