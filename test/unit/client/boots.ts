import type { BootAnswer, BootUnitRow } from '../../../server/src/protocol/boot.ts';

/** A unit of a boot that starts and ends at these microseconds. */
export function unit(name: string, start: number, end: number, more: Partial<BootUnitRow> = {}): BootUnitRow {
  return {
    name,
    type: name.slice(name.lastIndexOf('.') + 1),
    description: name,
    action: 'start',
    start,
    end,
    assumed: true,
    outcome: 'done',
    because: null,
    unknown: [],
    waitsFor: more.waitedFor == null ? [] : [more.waitedFor],
    waitedFor: null,
    phase: 'basic',
    uri: `file:///root/etc/systemd/system/${name}`,
    load: 'loaded',
    ...more,
  };
}

/** A boot with these units. */
export function boot(units: readonly BootUnitRow[], more: Partial<BootAnswer> = {}): BootAnswer {
  return {
    root: 'file:///root',
    systemdVersion: '257',
    anchor: 'basic.target',
    anchorFrom: 'default',
    instead: null,
    error: null,
    cycle: [],
    stages: [{ id: 'kernel', title: 'Kernel', details: ['quiet'], uri: null, took: null }],
    phases: [{ name: 'basic', target: 'basic.target', start: 0, end: 30 }],
    units,
    dropped: [],
    criticalChain: [],
    measured: 0,
    sysv: null,
    ...more,
  };
}
