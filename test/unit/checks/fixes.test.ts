import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixAll, fixAllEdits, fixesAt } from '../../../server/src/core/features/fixes.ts';
import { applyEdits } from '../../../server/src/core/text/edit.ts';
import { diagnose, type Where } from '../marked.ts';
import { plainUnit, SEED } from '../unitSource.ts';

/** All fixes of a text as title and outcome. */
function fixesOf(text: string, where: Where = {}): [string, string][] {
  const found = diagnose(text, where).flatMap(({ fixes }) => fixes ?? []);
  return found.map(({ title, edits }) => [title, applyEdits(text, edits)]);
}

const SERVICE = '[Service]\nExecStart=/bin/true\n';

describe('a fix', () => {
  it.each<[string, string, string, string, Where?]>([
    [
      'of a misspelt directive',
      `[Unit]\nDescripton = x\n${SERVICE}`,
      'Change to Description=',
      `[Unit]\nDescription = x\n${SERVICE}`,
    ],
    [
      'of a directive in the wrong section',
      '[Unit]\nRestart=always\n[Service]\nExecStart=/bin/true\n',
      'Move to [Service]',
      '[Unit]\n[Service]\nExecStart=/bin/true\nRestart=always\n',
    ],
    [
      'that needs a new section',
      `[Unit]\nWantedBy=a.target\n${SERVICE}`,
      'Move to [Install]',
      `[Unit]\n${SERVICE}\n[Install]\nWantedBy=a.target\n`,
    ],
    [
      'that moves continuation lines and their comments',
      '[Service]\nExecStart=/bin/true\nAfter=a.service \\\n# why\n  b.service\n[Unit]\nDescription=x',
      'Move to [Unit]',
      '[Service]\nExecStart=/bin/true\n[Unit]\nDescription=x\nAfter=a.service \\\n# why\n  b.service\n',
    ],
    [
      'that moves within a file of CRLF lines',
      '[Unit]\r\nRestart=always\r\n[Service]\r\nExecStart=/bin/true\r\n',
      'Move to [Service]',
      '[Unit]\r\n[Service]\r\nExecStart=/bin/true\r\nRestart=always\r\n',
    ],
    [
      'that leaves the comments of the next section alone',
      '[Unit]\nRestart=always\n[Service]\nExecStart=/bin/true\n\n# about installing\n[Install]\nWantedBy=a.target\n',
      'Move to [Service]',
      '[Unit]\n[Service]\nExecStart=/bin/true\nRestart=always\n\n# about installing\n[Install]\nWantedBy=a.target\n',
    ],
    [
      'of a removed directive',
      `${SERVICE}ManagedOOMMemoryPressureLimitPercent=10%\n`,
      'Change to ManagedOOMMemoryPressureLimit=',
      `${SERVICE}ManagedOOMMemoryPressureLimit=10%\n`,
    ],
    [
      'of an old name',
      `[Unit]\nBindTo=a.service\n${SERVICE}`,
      'Change to BindsTo=',
      `[Unit]\nBindsTo=a.service\n${SERVICE}`,
    ],
    [
      'of an old name in another section',
      `[Unit]\nDescription=x\n${SERVICE}StartLimitInterval=10\n`,
      'Move to [Unit] as StartLimitIntervalSec=',
      `[Unit]\nDescription=x\nStartLimitIntervalSec=10\n${SERVICE}`,
    ],
    [
      'of an unknown section',
      `[Unti]\nDescription=x\n${SERVICE}`,
      'Change to [Unit]',
      `[Unit]\nDescription=x\n${SERVICE}`,
    ],
    ['of a section with blanks', `[ Unit ]\n${SERVICE}`, 'Change to [Unit]', `[Unit]\n${SERVICE}`],
    [
      'of an unclosed header',
      `[Unit\nDescription=x\n${SERVICE}`,
      'Change to [Unit]',
      `[Unit]\nDescription=x\n${SERVICE}`,
    ],
    ['of a header with a comment behind it', `[Unit] # x\n${SERVICE}`, 'Change to [Unit]', `[Unit]\n${SERVICE}`],
    ['of a colon', `[Unit]\nAfter: a.service\n${SERVICE}`, 'Write "After="', `[Unit]\nAfter=a.service\n${SERVICE}`],
    [
      'of a blank for an equals sign',
      `[Unit]\nAfer a.service\n${SERVICE}`,
      'Write "After="',
      `[Unit]\nAfter=a.service\n${SERVICE}`,
    ],
    ['of a name alone', `[Unit]\nAfter\n${SERVICE}`, 'Write "After="', `[Unit]\nAfter=\n${SERVICE}`],
    [
      'of a dead assignment',
      `[Unit]\nDescription=a \\\n  b\nDescription=c\n${SERVICE}`,
      'Remove this Description=',
      `[Unit]\nDescription=c\n${SERVICE}`,
    ],
    ['of a missing section', '# x\n', 'Add [Service]', '# x\n\n[Service]\n'],
    ['of a missing section without a newline at the end', '# x', 'Add [Service]', '# x\n\n[Service]\n'],
    ['of a value', `${SERVICE}Restart=alwys\n`, "Replace by 'always'", `${SERVICE}Restart=always\n`],
    ['of a boolean', `${SERVICE}RemainAfterExit=yess\n`, "Replace by 'yes'", `${SERVICE}RemainAfterExit=yes\n`],
  ])('%s', (_, text, title, outcome, where) => {
    const fixes = fixesOf(text, where);
    expect(fixes.map(([name]) => name)).toContain(title);
    expect(fixes.find(([name]) => name === title)?.[1]).toBe(outcome);
  });

  it.each<[string, string, Where?]>([
    ['where no name is near', `[Unit]\nCompletelyDifferent=x\n${SERVICE}`],
    ['of a section that another unit type has', `[Timer]\nOnCalendar=daily\n${SERVICE}`],
    ['of a directive that belongs into another file', `${SERVICE}OnCalendar=daily\n`],
    ['of an old name whose value means something else', `${SERVICE}CPUShares=100\n`, { version: 252 }],
    ['of bytes that are not UTF-8', `[Unit]\nDescription=\udcff\n${SERVICE}`],
    ['of a line before the first section', `Description=x\n${SERVICE}`],
  ])('is not offered %s', (_, text, where) => {
    expect(fixesOf(text, where)).toEqual([]);
  });

  it('is found by a cursor that touches the finding, or a selection around it', () => {
    const text = `[Unit]\nDescripton=x\n${SERVICE}`;
    const found = diagnose(text);
    const titles = (start: number, end: number) => fixesAt(found, start, end).map(({ fix }) => fix.title);
    expect(titles(7, 7)).toEqual(['Change to Description=']);
    expect(titles(17, 17)).toEqual(['Change to Description=']);
    expect(titles(0, text.length)).toEqual(['Change to Description=']);
    expect(titles(18, 18)).toEqual([]);
    expect(titles(0, 6)).toEqual([]);
  });

  it('removes what it was offered for, and brings nothing worse', () => {
    fc.assert(
      fc.property(plainUnit, (text) => {
        for (const { code, severity, fixes } of diagnose(text)) {
          for (const { edits } of fixes ?? []) {
            const before = diagnose(text).filter((one) => one.code === code && one.severity === severity).length;
            const after = diagnose(applyEdits(text, edits)).filter(
              (one) => one.code === code && one.severity === severity,
            );
            if (severity === 'error' || severity === 'warning') expect(after.length).toBeLessThanOrEqual(before);
          }
        }
      }),
      { seed: SEED, numRuns: 150 },
    );
  });
});

describe('fixing all at once', () => {
  it('makes every preferred fix', () => {
    const text = `[Unti]\nDescription=x\nAfter: a.service\n[Service]\nExecStart=/bin/true\nRestrat=alwys\nKilMode=mixed\n`;
    const once = fixAll(text, diagnose(text));
    expect(once).toBe(
      '[Unit]\nDescription=x\nAfter: a.service\n[Service]\nExecStart=/bin/true\nRestart=alwys\nKillMode=mixed\n',
    );
    const twice = fixAll(once, diagnose(once));
    expect(twice).toBe(
      '[Unit]\nDescription=x\nAfter=a.service\n[Service]\nExecStart=/bin/true\nRestart=always\nKillMode=mixed\n',
    );
    expect(fixAllEdits(diagnose(twice))).toEqual([]);
  });

  it('leaves dead assignments to their author', () => {
    const text = `[Unit]\nDescription=a\nDescription=b\n${SERVICE}`;
    expect(fixAll(text, diagnose(text))).toBe(text);
  });

  it('moves two lines to the same place in their order', () => {
    const text = `[Unit]\nRestart=always\nRestartSec=1\n${SERVICE}`;
    expect(fixAll(text, diagnose(text))).toBe(`[Unit]\n${SERVICE}Restart=always\nRestartSec=1\n`);
  });

  it('moves two lines into one new section', () => {
    const text = `[Unit]\nWantedBy=a.target\nAlias=b.service\n${SERVICE}`;
    let fixed = text;
    for (let round = 0; round < 5; round++) fixed = fixAll(fixed, diagnose(fixed));
    expect(fixed.match(/\[Install\]/g)).toHaveLength(1);
    expect(fixed).toContain('WantedBy=a.target');
    expect(fixed).toContain('Alias=b.service');
  });

  it('comes to an end, in edits that are apart from each other', () => {
    fc.assert(
      fc.property(plainUnit, (text) => {
        let current = text;
        let rounds = 0;
        for (let edits = fixAllEdits(diagnose(current)); edits.length > 0; edits = fixAllEdits(diagnose(current))) {
          const spans = edits.map(({ span }) => span).sort((a, b) => a.start - b.start || a.end - b.end);
          spans.forEach((span, i) => {
            if (i > 0) expect(span.start).toBeGreaterThanOrEqual(spans[i - 1]!.end);
          });
          current = applyEdits(current, edits);
          expect(++rounds).toBeLessThan(30);
        }
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});
