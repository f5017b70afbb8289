import assert from 'node:assert/strict';
import { renderDoctor } from '../../../../server/src/cli/render/doctor.ts';
import { plain } from '../../../../server/src/cli/render/style.ts';

describe('what vmspec doctor prints', () => {
  it('tells states by words, fixes below, and no control characters of the machine', () => {
    const text = renderDoctor(
      {
        verdict: 'red',
        checks: [
          {
            id: 'vmms',
            title: 'Service',
            state: 'red',
            message: 'It is\u001b[2J stopped.',
            fix: 'Start it.',
          },
          { id: 'clock', title: 'Clock', state: 'green', message: 'Right.', fix: null },
          { id: 'a', title: 'A', state: 'amber', message: 'Hm.', fix: null },
          { id: 'b', title: 'B', state: 'skipped', message: 'practice host', fix: null },
        ],
        at: '2026-01-01T00:00:00Z',
        simulated: false,
      },
      plain,
    );
    assert.deepEqual(text.split('\n'), [
      'FIX   Service  It is [2J stopped.',
      '      → Start it.',
      'ok    Clock    Right.',
      'look  A        Hm.',
      '-     B        practice host',
      '',
      'VMs cannot be made until what is marked FIX is fixed.',
    ]);
  });
});
