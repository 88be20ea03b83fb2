import type { Completion, Context } from '../kind.ts';
import type { Place } from './place.ts';

const USUAL: Readonly<Record<string, readonly string[]>> = {
  driftfile: ['/var/lib/ntpsec/ntp.drift', '/var/lib/ntp/ntp.drift'],
  leapfile: ['/usr/share/zoneinfo/leap-seconds.list'],
  keys: ['/etc/ntpsec/ntp.keys', '/etc/ntp.keys'],
  statsdir: ['/var/log/ntpsec/', '/var/log/ntpstats/'],
  logfile: ['/var/log/ntpsec/ntp.log'],
  includefile: ['/etc/ntpsec/ntp.d'],
};

/** Names in the folder that is typed; before one is, where the file usually stands. */
export function completePath(text: string, offset: number, place: Place, name: string, context: Context): Completion[] {
  const typed = text.slice(place.word.start, offset);
  const folder = typed.slice(0, typed.lastIndexOf('/') + 1);
  if (folder === '' || folder === '/') {
    const usual = USUAL[place.command ?? ''] ?? [];
    if (usual.length > 0 || folder === '') return usual.map((path) => completion(path, place, name));
  }
  return context.workspace.list(folder).map((entry) => completion(folder + entry, place, name));
}

function completion(path: string, { word }: Place, detail: string): Completion {
  return {
    label: path,
    kind: 'path',
    detail,
    edit: { span: word, newText: path },
    ...(path.endsWith('/') ? { retrigger: true } : {}),
  };
}
