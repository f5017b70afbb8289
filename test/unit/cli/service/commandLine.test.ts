import assert from 'node:assert/strict';
import fc from 'fast-check';
import { argumentLine } from '../../../../server/src/cli/service/commandLine.ts';

describe('a command line', () => {
  /** Takes a line apart as the C runtime of Windows does. */
  function apart(line: string): string[] {
    const words: string[] = [];
    let at = 0;
    while (at < line.length) {
      let word = '';
      let inside = false;
      for (; at < line.length && (inside || line[at] !== ' '); at += 1) {
        const slashes = /^\\*/.exec(line.slice(at))?.[0].length ?? 0;
        if (line[at + slashes] === '"') {
          word += '\\'.repeat(Math.floor(slashes / 2));
          at += slashes;
          if (slashes % 2 === 1) word += '"';
          else inside = !inside;
        } else if (slashes > 0) {
          word += '\\'.repeat(slashes);
          at += slashes - 1;
        } else word += line[at] ?? '';
      }
      words.push(word);
      at += 1;
    }
    return words;
  }

  it('comes apart into the arguments that it was made of', () => {
    const argument = fc.string({ unit: fc.constantFrom('a', ' ', '"', '\\', ':', '-') });
    fc.assert(
      fc.property(fc.array(argument, { minLength: 1 }), (args) => {
        assert.deepEqual(apart(argumentLine(args)), args);
      }),
    );
  });
});
