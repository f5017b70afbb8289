import assert from 'node:assert/strict';
import { wordsIn } from '../../../../scripts/generated/l10nBundle.ts';

describe('the words to be translated', () => {
  it('are what calls of l10n.t begin with', () => {
    const code =
      "l10n.t('One {0}', 1); vscode.l10n.t(`Two`); other.t('no'); t('no'); l10n.config('no'); f(l10n.t(\n'Three'))";
    assert.deepEqual(wordsIn('a.ts', code), ['One {0}', 'Two', 'Three']);
  });

  it('are literals', () => {
    for (const code of ['l10n.t(text)', 'l10n.t(`a ${b}`)', 'l10n.t()']) {
      assert.throws(() => wordsIn('a.ts', `\n${code}`), /a\.ts:2: the text of l10n\.t must be a literal/);
    }
  });
});
