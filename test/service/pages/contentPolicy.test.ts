import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach } from 'mocha';
import type { Browser } from 'playwright-core';
import type { DashboardToPage, FormToPage } from '#schemas/generated/types.ts';
import { difference } from '#shared/text/difference.ts';
import { installedBrowser } from '../../../scripts/vscode/findBrowser.ts';
import { measured } from '../../support/goals/measured.ts';
import { waitFor } from '../../support/host/waitFor.ts';
import { launchBrowser, openPage, type OpenedPage } from '../../support/pages/openPage.ts';
import { skipTest } from '../../support/skipTest.ts';
import { specText } from '../../vscode/specs.ts';

const EVIL = '"><img src=x onerror="document.title=1"><script>document.title=1</script>{{1}}';

const text = specText([{ notes: EVIL, network_adapter_name: EVIL, tags: ['a'] }, { vm_name: EVIL }]);
const form: readonly FormToPage[] = [
  { type: 'document', name: EVIL, version: 1, ack: 0, change: difference('', text), broken: null },
];
const vm = { status: null, power: EVIL, address: EVIL, job: EVIL, size: EVIL, own: true, there: true };
const job = { detail: EVIL, percent: 5, submitted: EVIL, operator: EVIL } as const;
const dashboard: readonly DashboardToPage[] = [
  { type: 'host', name: EVIL, simulated: true, standing: 'open', message: EVIL },
  {
    type: 'rows',
    full: true,
    vms: [{ id: EVIL, name: EVIL, detail: EVIL, ...vm }],
    jobs: [{ id: EVIL, name: EVIL, status: 'Failed', kind: 'provision', ...job }],
    gone: [],
  },
  { type: 'samples', at: [1, 2], resources: [{ name: EVIL, unit: 'GB', usable: 5, taken: [1, 2] }] },
];

/** What an attacker would put into a page, and the part of the policy that stops it. */
const attacks: readonly (readonly [string, string])[] = [
  [
    'const s = document.createElement("script"); s.text = "document.title=1"; document.body.append(s)',
    'script-src-elem',
  ],
  [
    'const s = document.createElement("script"); s.src = "/form.js?x"; document.body.append(s)',
    'script-src-elem',
  ],
  [
    'document.body.insertAdjacentHTML("beforeend", "<b onclick=\\"document.title=1\\">x</b>")',
    'script-src-attr',
  ],
  ['document.body.insertAdjacentHTML("beforeend", "<i style=\\"color:red\\">x</i>")', 'style-src-attr'],
  ['new Image().src = "/stolen?x"', 'img-src'],
  ['fetch("/stolen?x").catch(() => {})', 'connect-src'],
  ['new WebSocket("ws://127.0.0.1:9/x")', 'connect-src'],
  ['document.body.insertAdjacentHTML("beforeend", "<iframe src=\\"/form.css\\"></iframe>")', 'frame-src'],
  [
    'const b = document.createElement("base"); b.href = "http://127.0.0.1:9/"; document.head.append(b)',
    'base-uri',
  ],
  [
    'const f = document.createElement("form"); f.action = "/stolen"; document.body.append(f); f.submit()',
    'form-action',
  ],
];

/** Code that hands a message to the page, as the extension does. */
const posting = (message: unknown): string => `window.postMessage(${JSON.stringify(message)}, '*')`;

describe('the content policy of the pages', function () {
  this.timeout(120_000);
  const state: { opened: OpenedPage | null; browser: Browser | null } = { opened: null, browser: null };
  before(async function () {
    const installed = installedBrowser();
    if (installed === null) skipTest(this, 'no chromium on the path');
    if (!existsSync(join(import.meta.dirname, '../../../dist/webview/form.js')))
      skipTest(this, 'the pages are not built: npm run bundle');
    state.browser = await launchBrowser(installed);
  });
  afterEach(async () => {
    await state.opened?.close();
    state.opened = null;
  });
  after(() => state.browser?.close());
  const open = async (name: string): Promise<OpenedPage> =>
    (state.opened = await openPage(state.browser ?? assert.fail('it is launched before'), name, EVIL));

  for (const [name, messages] of [
    ['form', form],
    ['dashboard', dashboard],
  ] as const) {
    it(`S4: ${name}: hostile names and notes are text, nothing is stopped because nothing is tried`, async () => {
      const { page, said, violations, asked } = await open(name);
      for (const message of messages) await page.evaluate(posting(message));
      await page.getByText('<img src=x onerror=').first().waitFor();
      if (name === 'dashboard') for (const tab of await page.getByRole('tab').all()) await tab.click();
      assert.equal(await page.locator('img, iframe, object, embed, form, base').count(), 0);
      assert.deepEqual(await page.evaluate('[document.title, document.scripts.length]'), [EVIL, 1]);
      assert.deepEqual(await violations(), []);
      const dropped = (await said()).filter((one) => JSON.stringify(one).includes('dropped'));
      assert.deepEqual(dropped, []);
      const files = asked.filter((path) => path !== '/favicon.ico');
      assert.deepEqual(files.sort(), ['/', `/${name}.css`, `/${name}.js`]);
      measured({ goal: 'S4', tried: `${name} with hostile text`, result: '0 violations', reached: true });
    });
  }

  it('S4: what gets into a page all the same is stopped: programs, styles, pictures, connections, forms', async () => {
    const { page, asked } = await open('form');
    const before = asked.length;
    // The form comes last: the browser shows an error in place of the page.
    for (const [code, directive] of attacks) {
      assert.equal(await page.title(), EVIL, code);
      await page.evaluate(`(() => { ${code} })()`);
      await waitFor(`${directive} is said`, () =>
        page.evaluate<boolean>(`stopped.some((one) => one.startsWith('${directive} '))`),
      );
      await page.evaluate('stopped.length = 0');
    }
    assert.deepEqual(
      asked.slice(before).filter((url) => url.includes('stolen')),
      [],
    );
  });

  it('T46: a message that does not keep to its form is dropped and told to the log', async () => {
    const { page, said } = await open('dashboard');
    const forged = [
      { ...dashboard[0], more: 1 },
      { type: 'run' },
      'host',
      null,
      { type: 'rows', full: true },
    ];
    for (const message of forged) await page.evaluate(posting(message));
    await waitFor('all were judged', async () => (await said()).length > forged.length);
    const lines = (await said()).slice(1).map((one) => JSON.stringify(one));
    assert.equal(lines.length, forged.length);
    for (const line of lines) assert.match(line, /"type":"log","line":"a message is dropped/);
    assert.equal(await page.getByText(EVIL).count(), 0);
  });
});
