import assert from 'node:assert/strict';
import { auditVerdict } from '../../../../client/src/audit/auditWords.ts';
import { renderAudit } from '../../../../client/src/audit/renderAudit.ts';
import { mendQuestion, removeQuestion } from '../../../../client/src/audit/repairQuestions.ts';
import { auditFinding, auditOf } from '../../../support/auditSamples.ts';
import { GB } from '../../../support/hostSamples.ts';

const host = { name: 'hv01', simulated: false };

describe('the page of Audit Host', () => {
  it('lists what was found in the host’s order, who mends it, what differs and what to do', () => {
    const page = renderAudit(
      auditOf(
        auditFinding('vm_gone', 'web-02', { remedy: 'safe' }),
        auditFinding('changed_outside', 'web-01', {
          vm_id: 'id-1',
          differences: [{ member: 'cpu_cores', recorded: 2, actual: 4 }],
        }),
        auditFinding('disk_kept', 'old', { remedy: 'on_request' }),
      ),
      host,
    );
    assert.match(page, /^# Audit Host: hv01$/m);
    assert.match(page, /^\*\*2 things are off\.\*\*$/m);
    const rows = page.split('\n').filter((line) => line.startsWith('| ') && line.includes('is off'));
    assert.deepEqual(rows, [
      '| safe to mend | "web-02" is off. | Look at it. |',
      '| look | "web-01" is off.<br>cpu\\_cores: 2 → 4 | Look at it. |',
      '| kept | "old" is off. | Look at it. |',
    ]);
    for (const way of ['Mend What Is Safe...', 'Remove Leftover Files...', "Accept the Host's Values..."])
      assert.ok(page.includes(way), way);
    assert.doesNotMatch(page, /Adopt|Practice/);
    assert.match(
      page,
      /Compared: 3 VMs on the host, 1 VM in the records, 2 files, 4 reservations, 0 jobs under way\./,
    );
  });

  it('says that all agrees, and offers nothing then', () => {
    const page = renderAudit({ ...auditOf(), simulated: true }, host);
    assert.match(page, /Records and host agree/);
    assert.match(page, /Practice host/);
    assert.doesNotMatch(page, /What was found|From here/);
  });

  it('tells above all else what a repair did, and why something failed', () => {
    const page = renderAudit(auditOf(), host, [
      { finding: 'a', kind: 'vm_gone', what: 'Give back.', outcome: 'done', message: null },
      { finding: 'b', kind: 'leftover', what: 'Remove.', outcome: 'failed', message: 'It is in use.' },
    ]);
    assert.match(page, /What was done\n\n- ✓ Give back\.\n- ✗ Remove\. It is in use\./);
  });

  it('shows markup of a host as text', () => {
    const bad = auditFinding('file_unexplained', '<img src=x> | [x](command:y) $(bug)');
    assert.doesNotMatch(renderAudit(auditOf(bad), host), /(?<!\\)<img|(?<!\\)\[x|(?<!\\)\$\(bug/);
  });

  for (const [kinds, verdict] of [
    [[], 'Records and host agree.'],
    [['disk_kept'], 'Records and host agree.'],
    [['disk_kept', 'vm_gone'], '1 thing is off.'],
    [['leftover', 'vm_gone'], '2 things are off.'],
  ] as const) {
    it(`comes to "${verdict}" for ${JSON.stringify(kinds)}`, () => {
      assert.equal(auditVerdict(auditOf(...kinds.map((kind) => auditFinding(kind, 'x')))), verdict);
    });
  }
});

describe('the question before a repair', () => {
  it('lists what would be done', () => {
    const action = { finding: 'a', kind: 'vm_gone', outcome: 'planned', message: null } as const;
    const { text, detail } = mendQuestion([{ ...action, what: 'Give back what is held for "a".' }], host);
    assert.equal(text, 'Mend 1 finding on hv01?');
    assert.match(detail, /^Give back what is held for "a"\.\n/);
  });

  it('lists the files that are removed for good with their sizes, and the sum of all', () => {
    const files = Array.from({ length: 14 }, (_, n) =>
      auditFinding('file_unexplained', String(n), { path: `C:\\VMs\\${String(n)}.vhdx`, size_mb: 2 * GB }),
    );
    const { text, detail } = removeQuestion(files, { name: 'hv01', simulated: true });
    assert.equal(text, 'Remove 14 files (28.0 GB) on hv01 for good?');
    assert.match(detail, /^Practice host: no real file is removed\./);
    assert.match(detail, /C:\\VMs\\11\.vhdx: 2\.0 GB\nand 2 more\n/);
    assert.match(detail, /is lost/);
  });
});
