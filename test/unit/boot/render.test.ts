import { describe, expect, it } from 'vitest';
import { compareBoots } from '../../../server/src/core/boot/compare.ts';
import { differenceTree } from '../../../server/src/core/boot/render/difference.ts';
import { bootDot } from '../../../server/src/core/boot/render/dot.ts';
import { bootJson } from '../../../server/src/core/boot/render/json.ts';
import { bootMermaid } from '../../../server/src/core/boot/render/mermaid.ts';
import { bootSvg } from '../../../server/src/core/boot/render/svg.ts';
import { bootTree } from '../../../server/src/core/boot/render/tree.ts';
import { whyTree } from '../../../server/src/core/boot/render/whyTree.ts';
import { plainText, timeWords } from '../../../server/src/core/boot/render/words.ts';
import { readMeasurements } from '../../../server/src/core/boot/schedule/measurements.ts';
import { why } from '../../../server/src/core/boot/why/why.ts';
import { formatTimespan } from '../../../server/src/core/values/timespan.ts';
import { service, smallBoot, wanted } from './smallRoot.ts';

const FILES = {
  'a.service': service('Description=A <b> & "c"\x1b[31m'),
  'b.service': service('After=a.service\nConditionPathExists=/etc/b'),
  'c:d\\x2de.service': service(),
  'false.service': service('', 'Type=oneshot\nExecStart=/bin/false\n'),
  ...wanted('a.service', 'b.service', 'c:d\\x2de.service', 'false.service', 'none.service'),
};
const measured = readMeasurements('1.234s a.service\n5ms c:d\\x2de.service')!;
const simulation = smallBoot(FILES, { measured, commands: ['stop a.service'] });
const { boot, graph } = simulation;
const refused = smallBoot(FILES, { unit: 'a.service', machine: { commandLine: 'systemd.mask=sysinit.target' } });

describe('times in words', () => {
  it.each([0, 1, 999, 1000, 1999, 999_999, 1_000_000, 1_000_300, 1_234_567, 59_999_999, 60_000_000, 3_661_500_000])(
    'are those of systemd: %d us',
    (usec) => {
      expect(timeWords(usec)).toBe(formatTimespan(BigInt(usec), 1000n));
    },
  );

  it.each([
    ['plain', 'plain'],
    ['a\x1b[31mb\n', 'a\ufffd[31mb\ufffd'],
    ['\ud800x\uffff', '\ufffdx\ufffd'],
    ['Grüße 🙂', 'Grüße 🙂'],
  ])('text loses what a terminal would act on: %j', (text, plain) => {
    expect(plainText(text)).toBe(plain);
  });
});

describe('the tree', () => {
  const lines = bootTree(boot).split('\n');
  const line = (text: string) => lines.find((each) => each.includes(text)) ?? '';

  it('has a head, the stages, a part for each target, and the rest', () => {
    expect(lines[0]).toBe(`systemd 257, default.target: ${boot.jobs.length} jobs, 1 skipped, 1 failed, 1 dropped`);
    const titles = lines.filter((each, index) => lines[index - 1] === '' && each !== '');
    expect(titles.map((title) => title.replace(/ {2}@.*| \S+$/, ''))).toEqual([
      'Before',
      'sysinit.target',
      'basic.target',
      'multi-user.target',
      'Dropped from the',
      'Critical',
      'Then: stop',
      expect.stringContaining('~ a duration'),
    ]);
  });

  it('marks what becomes of each unit, with the reason', () => {
    expect(line('a.service  ')).toMatch(/● a\.service +@0 \+1\.234s +A <b> & "c"�\[31m/);
    expect(line('○ b.service')).toContain('skipped: ConditionPathExists=/etc/b');
    expect(line('× false.service')).toContain('fails');
    expect(line('none.service')).toContain('- start none.service: none.service is not there');
  });

  it('has colours for a terminal only', () => {
    expect(bootTree(boot)).not.toContain('\x1b');
    expect(bootTree(boot, { colours: true })).toContain('\x1b[32m●\x1b[0m');
  });

  it('says why a boot is refused', () => {
    expect(bootTree(refused.boot).split('\n')[0]).toContain('refused. ');
  });

  it('of a reason shows the chain', () => {
    const text = whyTree(why(simulation, 'a.service'));
    expect(text).toContain('a.service is started: multi-user.target has Wants=a.service.');
    expect(text).toContain('└─multi-user.target\n  └─a.service  Wants= (origin-file)');
  });

  it('of a difference shows what is gained and lost', () => {
    const without = smallBoot({ ...FILES, 'a.service': '-> /dev/null' }, { measured }).boot;
    expect(differenceTree(compareBoots(boot, without))).toMatch(/lost\n.*- a\.service\n/);
    expect(differenceTree(compareBoots(boot, boot))).toContain('no difference');
  });
});

describe('json', () => {
  it('has the form of an answer of systemd --test', () => {
    const answer = JSON.parse(bootJson(boot, graph));
    expect(Object.keys(answer)).toEqual(
      expect.arrayContaining(['systemd', 'anchor', 'jobs', 'units', 'dropped', 'stages', 'schedule', 'active', 'then']),
    );
    expect(answer.error).toBeUndefined();
    expect(Object.keys(answer.jobs[0])).toEqual(['unit', 'action']);
    expect(Object.keys(answer.units['a.service'])).toEqual(['load', 'fragment', 'dependencies']);
    expect(Object.keys(answer.units['none.service'])).toEqual(['load', 'dependencies']);
    expect(answer.then).toMatchObject([{ command: 'stop a.service', jobs: [{ unit: 'a.service', action: 'stop' }] }]);
  });

  it('has of the units what the boot has of them', () => {
    const mounts = { 'needs.service': service('RequiresMountsFor=/srv/"a b" /x\nWantsMountsFor=/y') };
    const some = smallBoot({ ...FILES, ...mounts, ...wanted('needs.service') });
    const { units } = JSON.parse(bootJson(some.boot, some.graph));
    const plain = Object.entries(some.boot.units).map(([name, { load, fragment, dependencies }]) => [
      name,
      { load, ...(fragment === undefined ? {} : { fragment }), dependencies },
    ]);
    expect(JSON.stringify(units)).toBe(JSON.stringify(Object.fromEntries(plain)));
  });

  it('has the error of a boot that is refused', () => {
    expect(JSON.parse(bootJson(refused.boot, refused.graph))).toMatchObject({
      error: expect.stringContaining('sysinit.target'),
      jobs: [],
      active: [],
    });
  });
});

describe('drawings', () => {
  const svg = bootSvg(boot);

  it('escape what XML takes for more than text', () => {
    expect(svg).toContain('A &lt;b&gt; &amp; &quot;c&quot;\ufffd[31m');
    expect(svg.replace(/&(?:amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
    const tags = [...svg.matchAll(/<(\/?)(\w+)[^<>]*?(\/?)>/g)];
    const open: string[] = [];
    for (const [, closing, name, alone] of tags) {
      if (closing) expect(open.pop()).toBe(name);
      else if (!alone) open.push(name!);
    }
    expect(open).toEqual([]);
  });

  it('have a row for each job, and ask nothing of anybody else', () => {
    expect(svg.match(/class="unit/g)).toHaveLength(boot.schedule.length);
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:|url\(|<script|<image|@import/);
  });

  it('are there for a boot that is refused', () => {
    expect(bootSvg(refused.boot)).toContain('refused');
    expect(bootDot(refused.boot)).toContain('digraph boot {');
    expect(bootMermaid(refused.boot)).toContain('gantt');
  });

  it('dot quotes names', () => {
    const dot = bootDot(boot);
    expect(dot).toContain('"c:d\\\\x2de.service" [label="c:d\\\\x2de.service\\n');
    expect(dot).toContain('"multi-user.target" -> "a.service" [color=gray60, tooltip="Wants"];');
  });

  it('mermaid has no colon within a name', () => {
    const tasks = bootMermaid(boot)
      .split('\n')
      .filter((line) => line.includes('service'));
    expect(tasks).toHaveLength(4);
    for (const task of tasks) expect(task.split(':')).toHaveLength(2);
    expect(tasks.find((task) => task.includes('a.service'))).toMatch(/a\.service :(crit, )?j\d+, 0, 1234$/);
  });
});
