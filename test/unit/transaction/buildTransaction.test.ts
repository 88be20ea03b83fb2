import { describe, expect, it } from 'vitest';
import type { JobRequest } from '../../../server/src/core/transaction/job.ts';
import { outcome, type SmallState, type SmallUnits } from './smallGraph.ts';

interface Case extends Pick<SmallState, 'active'> {
  readonly title: string;
  readonly units: SmallUnits;
  /** `start a.service`, with a mode behind it if it is not `replace`. */
  readonly ask: string;
  /** Jobs that the manager has already. */
  readonly has?: readonly string[];
  readonly manual?: boolean;
  readonly reloadIfPossible?: boolean;
  /** 257 when not given. */
  readonly version?: number;
  readonly jobs: readonly string[] | string;
  readonly dropped?: readonly string[];
}

function requestOf({ ask, manual = false, reloadIfPossible = false }: Case): JobRequest {
  const [type, unit, mode = 'replace'] = ask.split(' ');
  return { type, unit, mode, manual, reloadIfPossible } as JobRequest;
}

const BAD = '[Service]\nExecStart=no/path';
const ISOLATE = 'AllowIsolate=yes';

const pulling: readonly Case[] = [
  {
    title: 'brings what it requires, wants, binds to, upholds and checks',
    units: {
      'a.target': 'Requires=r.target\nWants=w.target\nBindsTo=b.target\nUpholds=u.target\nRequisite=q.target',
      ...Object.fromEntries(['r', 'w', 'b', 'u', 'q'].map((name) => [`${name}.target`, ''])),
    },
    ask: 'start a.target',
    jobs: [
      'start a.target',
      'start b.target',
      'start r.target',
      'start u.target',
      'start w.target',
      'verify-active q.target',
    ],
  },
  {
    title: 'does without a wanted unit that is masked, absent or bad',
    units: { 'a.target': 'Wants=m.service x.service bad.service', 'm.service': 'masked', 'bad.service': BAD },
    ask: 'start a.target',
    jobs: ['start a.target'],
    dropped: ['not-loadable start m.service', 'not-loadable start x.service', 'not-loadable start bad.service'],
  },
  {
    title: 'is refused when a required unit is masked',
    units: { 'a.target': 'Requires=m.service', 'm.service': 'masked' },
    ask: 'start a.target',
    jobs: 'UnitMasked',
  },
  {
    title: 'is refused when a required unit is not there',
    units: { 'a.target': 'Requires=x.service' },
    ask: 'start a.target',
    jobs: 'NoSuchUnit',
  },
  {
    title: 'is refused when a unit that it checks is bad',
    units: { 'a.target': 'Requisite=bad.service', 'bad.service': BAD },
    ask: 'start a.target',
    jobs: 'BadUnitSetting',
  },
  {
    title: 'takes a wanted job back whose requirement is refused',
    units: { 'a.target': 'Wants=b.target', 'b.target': 'Requires=x.service' },
    ask: 'start a.target',
    jobs: ['start a.target'],
    dropped: ['not-loadable start x.service', 'not-loadable start b.target'],
  },
  {
    title: 'leaves such a job in 252',
    units: { 'a.target': 'Wants=b.target', 'b.target': 'Requires=x.service' },
    ask: 'start a.target',
    version: 252,
    jobs: ['start a.target', 'start b.target'],
  },
  {
    title: 'collects what such a job had brought before',
    units: { 'a.target': 'Wants=b.target', 'b.target': 'Requires=c.target\nRequisite=x.service', 'c.target': '' },
    ask: 'start a.target',
    jobs: ['start a.target'],
  },
  {
    title: 'collects no garbage when it isolates',
    units: {
      'a.target': `Wants=b.target\n${ISOLATE}`,
      'b.target': 'Requires=c.target\nRequisite=x.service',
      'c.target': '',
    },
    ask: 'start a.target isolate',
    jobs: ['start a.target', 'start c.target'],
  },
  {
    title: 'starts nothing again that is up',
    units: { 'a.target': 'Requires=b.target\nWants=c.target', 'b.target': '', 'c.target': '' },
    active: ['b.target'],
    ask: 'start a.target',
    jobs: ['start a.target', 'start c.target'],
    dropped: ['redundant start b.target'],
  },
  {
    title: 'keeps the anchor even when it is up',
    units: { 'a.target': '' },
    active: ['a.target'],
    ask: 'start a.target',
    jobs: ['start a.target'],
  },
];

const conflicts: readonly Case[] = [
  {
    title: 'stops what conflicts',
    units: { 'a.target': 'Conflicts=b.target', 'b.target': 'Conflicts=c.target', 'c.target': '' },
    active: ['b.target', 'c.target'],
    ask: 'start a.target',
    jobs: ['start a.target', 'stop b.target'],
  },
  {
    title: 'stops what has a conflict with the unit itself',
    units: { 'a.target': '', 'b.target': 'Conflicts=a.target' },
    active: ['b.target'],
    ask: 'start a.target',
    jobs: ['start a.target', 'stop b.target'],
  },
  {
    title: 'is refused when it needs two units that conflict',
    units: { 'a.target': 'Requires=b.target c.target', 'b.target': 'Conflicts=c.target', 'c.target': '' },
    ask: 'start a.target',
    active: ['d.target'],
    jobs: 'TransactionJobsConflicting',
  },
  {
    title: 'leaves out a wanted unit that conflicts with a required one',
    units: { 'a.target': 'Requires=b.target\nWants=c.target', 'b.target': 'Conflicts=c.target', 'c.target': '' },
    ask: 'start a.target',
    jobs: ['start a.target', 'start b.target'],
    dropped: ['conflict start c.target', 'conflict stop a.target', 'conflict stop b.target', 'redundant stop c.target'],
  },
  {
    title: 'leaves out whatever needs the one that loses',
    units: {
      'a.target': 'Requires=b.target\nWants=d.target',
      'b.target': 'Conflicts=c.target',
      'c.target': '',
      'd.target': 'Requires=c.target e.target',
      'e.target': '',
    },
    ask: 'start a.target',
    jobs: ['start a.target', 'start b.target'],
    dropped: [
      'conflict start c.target',
      'conflict start d.target',
      'conflict stop a.target',
      'conflict stop b.target',
      'unneeded start e.target',
      'redundant stop c.target',
      'redundant stop d.target',
    ],
  },
  {
    title: 'a perpetual unit is no conflict',
    units: { 'a.target': 'Conflicts=system.slice' },
    ask: 'start a.target',
    jobs: ['start a.target'],
    dropped: ['not-applicable stop system.slice'],
  },
];

const stopping: readonly Case[] = [
  {
    title: 'stops what requires, binds to, checks or is part of it',
    units: {
      'a.target': '',
      'r.target': 'Requires=a.target',
      'b.target': 'BindsTo=a.target',
      'q.target': 'Requisite=a.target',
      'p.target': 'PartOf=a.target',
      'w.target': 'Wants=a.target',
    },
    active: ['a.target', 'r.target', 'b.target', 'q.target', 'p.target', 'w.target'],
    ask: 'stop a.target',
    jobs: ['stop a.target', 'stop b.target', 'stop p.target', 'stop q.target', 'stop r.target'],
  },
  {
    title: 'stops what it propagates a stop to',
    units: { 'a.target': 'PropagatesStopTo=b.target', 'b.target': '' },
    active: ['a.target', 'b.target'],
    ask: 'stop a.target',
    jobs: ['stop a.target', 'stop b.target'],
  },
  {
    title: 'a restart propagates such a stop since 257',
    units: { 'a.target': 'PropagatesStopTo=b.target', 'b.target': '' },
    active: ['a.target', 'b.target'],
    ask: 'restart a.target',
    jobs: ['restart a.target', 'stop b.target'],
  },
  {
    title: 'a restart propagates no such stop in 252',
    units: { 'a.target': 'PropagatesStopTo=b.target', 'b.target': '' },
    active: ['a.target', 'b.target'],
    version: 252,
    ask: 'restart a.target',
    jobs: ['restart a.target'],
  },
  {
    title: 'a restart restarts what it starts and stops alike',
    units: { 'a.target': 'PropagatesStopTo=b.target\nRequires=b.target', 'b.target': '' },
    active: ['a.target', 'b.target'],
    ask: 'restart a.target',
    jobs: ['restart a.target', 'restart b.target'],
  },
  {
    title: 'restarts what requires it and is up',
    units: { 'a.target': '', 'b.target': 'Requires=a.target', 'c.target': 'Requires=a.target' },
    active: ['a.target', 'b.target'],
    ask: 'restart a.target',
    jobs: ['restart a.target', 'restart b.target'],
  },
  {
    title: 'try-restart of a unit that is down does nothing',
    units: { 'a.target': 'Requires=b.target', 'b.target': '' },
    ask: 'try-restart a.target',
    jobs: ['nop a.target'],
  },
  {
    title: 'restart-dependencies restarts what requires it',
    units: { 'a.target': '', 'b.target': 'Requires=a.target' },
    active: ['b.target'],
    ask: 'start a.target restart-dependencies',
    jobs: ['restart b.target', 'start a.target'],
  },
  {
    title: 'mode triggering stops what would start it again',
    units: { 's.service': '', 's.socket': '', 't.timer': '[Timer]\nOnBootSec=1\nUnit=s.service' },
    active: ['s.service', 's.socket'],
    ask: 'stop s.service triggering',
    jobs: ['stop s.service', 'stop s.socket'],
  },
  {
    title: 'a slice takes along what is in it',
    units: { 'a.service': '[Service]\nExecStart=/bin/true\nSlice=x.slice', 'x.slice': '' },
    active: ['a.service', 'x.slice'],
    ask: 'stop x.slice',
    jobs: ['stop a.service', 'stop x.slice'],
  },
];

const reloading: readonly Case[] = [
  {
    title: 'reloads what it propagates a reload to, if it is up',
    units: {
      'a.service':
        'PropagatesReloadTo=b.service c.service d.service\n[Service]\nExecStart=/bin/true\nExecReload=/bin/true',
      'b.service': '[Service]\nExecStart=/bin/true\nExecReload=/bin/true',
      'c.service': '[Service]\nExecStart=/bin/true\nExecReload=/bin/true',
      'd.service': '',
    },
    active: ['a.service', 'b.service', 'd.service'],
    ask: 'reload a.service',
    jobs: ['reload a.service', 'reload b.service'],
    dropped: ['not-applicable reload d.service'],
  },
  {
    title: 'refuses a reload where there is none',
    units: { 'a.service': '' },
    active: ['a.service'],
    ask: 'reload a.service',
    jobs: 'JobTypeNotApplicable',
  },
  {
    title: 'reload-or-restart reloads what can',
    units: { 'a.service': '[Service]\nExecStart=/bin/true\nExecReload=/bin/true' },
    active: ['a.service'],
    ask: 'restart a.service',
    manual: true,
    reloadIfPossible: true,
    jobs: ['reload a.service'],
  },
  {
    title: 'reload-or-restart restarts what cannot',
    units: { 'a.service': '' },
    active: ['a.service'],
    ask: 'restart a.service',
    manual: true,
    reloadIfPossible: true,
    jobs: ['restart a.service'],
  },
  {
    title: 'Type=notify-reload can be reloaded since 253',
    units: { 'a.service': '[Service]\nType=notify-reload\nExecStart=/bin/true' },
    active: ['a.service'],
    ask: 'reload a.service',
    jobs: ['reload a.service'],
  },
];

const isolating: readonly Case[] = [
  {
    title: 'stops the rest, but not what ignores it',
    units: {
      'a.target': `Requires=b.target\n${ISOLATE}`,
      'b.target': '',
      'c.target': '',
      'd.target': 'IgnoreOnIsolate=yes',
      'e.target': '',
      's.slice': '',
    },
    active: ['b.target', 'c.target', 'd.target', 's.slice'],
    ask: 'start a.target isolate',
    jobs: ['start a.target', 'stop c.target'],
  },
  {
    title: 'is refused without AllowIsolate=',
    units: { 'a.target': '' },
    ask: 'start a.target isolate',
    jobs: 'NoIsolation',
  },
  {
    title: 'is only for a start',
    units: { 'a.target': ISOLATE },
    ask: 'stop a.target isolate',
    jobs: 'InvalidArgs',
  },
  {
    title: 'keeps what a unit that stays triggers',
    units: { 'a.target': `Wants=s.socket\n${ISOLATE}`, 's.socket': '', 's.service': '' },
    active: ['s.socket', 's.service'],
    ask: 'start a.target isolate',
    jobs: ['start a.target'],
    dropped: ['redundant start s.socket', 'redundant start -.slice', 'redundant start system.slice'],
  },
  {
    title: 'does not keep it for a trigger that is down, since 257',
    units: { 'a.target': `Wants=s.socket\n${ISOLATE}`, 's.socket': '', 's.service': '' },
    active: ['s.service'],
    ask: 'start a.target isolate',
    jobs: ['start a.target', 'start s.socket', 'stop s.service'],
  },
  {
    title: 'keeps it for such a trigger in 252',
    units: { 'a.target': `Wants=s.socket\n${ISOLATE}`, 's.socket': '', 's.service': '' },
    active: ['s.service'],
    version: 252,
    ask: 'start a.target isolate',
    jobs: ['start a.target', 'start s.socket'],
  },
  {
    title: 'refuses to stop and need the same unit',
    units: { 'a.target': `${ISOLATE}\nConflicts=b.target\nRequires=b.target`, 'b.target': '' },
    ask: 'start a.target isolate',
    jobs: 'TransactionJobsConflicting',
  },
];

const existing: readonly Case[] = [
  {
    title: 'mode fail leaves alone what runs',
    units: { 'a.target': 'Wants=b.target', 'b.target': 'Conflicts=c.target', 'c.target': '' },
    active: ['c.target'],
    ask: 'start a.target fail',
    jobs: ['start a.target'],
    dropped: ['impact stop c.target', 'impact start b.target'],
  },
  {
    title: 'mode fail is refused when that matters and a job would be undone',
    units: { 'a.target': 'Requires=b.target', 'b.target': '' },
    has: ['stop b.target'],
    ask: 'start a.target fail',
    jobs: 'TransactionIsDestructive',
  },
  {
    title: 'mode lenient is refused when it would stop something',
    units: { 'a.target': 'Conflicts=b.target', 'b.target': '' },
    active: ['b.target'],
    version: 262,
    ask: 'start a.target lenient',
    jobs: 'TransactionIsDestructive',
  },
  {
    title: 'mode lenient is unknown before',
    units: { 'a.target': '' },
    ask: 'start a.target lenient',
    jobs: 'InvalidArgs',
  },
  {
    title: 'ignore-requirements and ignore-dependencies bring nothing',
    units: { 'a.target': 'Requires=b.target', 'b.target': '' },
    ask: 'start a.target ignore-dependencies',
    jobs: ['start a.target'],
  },
  {
    title: 'an irreversible job stays',
    units: { 'a.target': '' },
    has: ['stop a.target!'],
    ask: 'start a.target',
    jobs: 'TransactionIsDestructive',
  },
];

const manual: readonly Case[] = [
  {
    title: 'RefuseManualStart=',
    units: { 'a.target': 'RefuseManualStart=yes' },
    ask: 'start a.target',
    jobs: 'OnlyByDependency',
  },
  {
    title: 'RefuseManualStop=',
    units: { 'a.target': 'RefuseManualStop=yes' },
    ask: 'restart a.target',
    jobs: 'OnlyByDependency',
  },
  {
    title: 'no stop of what is not there',
    units: { 'a.target': 'Wants=x.service' },
    ask: 'stop x.service',
    jobs: 'NoSuchUnit',
  },
  { title: 'a stop of what is down', units: { 'a.target': '' }, ask: 'stop a.target', jobs: ['stop a.target'] },
  { title: 'no start of a masked unit', units: { 'm.service': 'masked' }, ask: 'start m.service', jobs: 'UnitMasked' },
].map((one) => ({ ...one, manual: true }));

const groups = { pulling, conflicts, stopping, reloading, isolating, existing, manual };

describe.each(Object.entries(groups))('a transaction: %s', (_, cases) => {
  it.each(cases)('$title', (one) => {
    const state = { active: one.active ?? [], jobs: one.has ?? [] };
    const result = outcome(one.units, one.version ?? 257, requestOf(one), state);
    expect(result.jobs).toEqual(one.jobs);
    if (one.dropped) expect(result.dropped.sort()).toEqual([...one.dropped].sort());
  });
});
