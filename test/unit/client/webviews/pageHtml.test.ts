import assert from 'node:assert/strict';
import { pageHtml } from '../../../../client/src/webviews/pageHtml.ts';

const parts = {
  title: 'Form',
  language: 'en',
  words: {},
  script: 'https://file/form.js',
  style: 'https://file/form.css',
  cspSource: 'https://file',
  nonce: 'n0nce',
};

describe('the HTML of a page', () => {
  it('S4: lets its own program, its own style sheet and fonts in, and nothing else', () => {
    const html = pageHtml(parts);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
    assert.equal(
      policy,
      "default-src 'none'; script-src 'nonce-n0nce'; style-src https://file; font-src https://file; form-action 'none'; base-uri 'none'",
    );
    assert.deepEqual(html.match(/<script[^>]*>/g), [
      '<script type="module" nonce="n0nce" src="https://file/form.js">',
    ]);
    assert.doesNotMatch(html, /<style|style="|\son[a-z]+="/);
  });

  it('carries words and titles as text', () => {
    const evil = '"><script>alert(1)</script>&';
    const html = pageHtml({ ...parts, title: evil, words: { 'Add VM': evil } });
    assert.equal(html.match(/<script/g)?.length, 1);
    const words = /data-words="([^"]*)"/.exec(html)?.[1] ?? '';
    const read = words
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
    assert.deepEqual(JSON.parse(read), { 'Add VM': evil });
  });
});
