import { parseEnvFile } from '../../parse/envFile.ts';
import type { SystemTree } from '../../tree/systemTree.ts';
import { textAt } from '../machine/files.ts';
import type { Source } from './entry.ts';
import { namesAt } from './loaderEntries.ts';

const FILE = '/etc/default/grub';

/** A setting of /etc/default/grub or of a file beside it, and where it stands. */
export interface GrubSetting {
  readonly value: string;
  readonly source: Source;
}

/**
 * The settings from which grub-mkconfig makes GRUB's menu: /etc/default/grub, then, as Debian does,
 * /etc/default/grub.d/*.cfg. They are scripts; just assignments are read here, `$NAME` standing for what was set before.
 * Undefined without the file.
 */
export function grubDefaults(tree: SystemTree): ReadonlyMap<string, GrubSetting> | undefined {
  const folder = `${FILE}.d`;
  const files = [
    FILE,
    ...namesAt(tree, folder).flatMap((name) => (name.endsWith('.cfg') ? [`${folder}/${name}`] : [])),
  ];
  const settings = new Map<string, GrubSetting>();
  let any = false;
  for (const path of files) {
    const text = textAt(tree, path);
    if (text === undefined) continue;
    any = true;
    for (const { key, value, line } of parseEnvFile(text)) {
      const name = key.replace(/^export\s+/, '');
      const expanded = value.replace(/\$(?:\{(\w+)\}|(\w+))/g, (all, braced?: string, bare?: string) =>
        all.startsWith('$(') ? all : (settings.get(braced ?? bare ?? '')?.value ?? ''),
      );
      if (/^\w+$/.test(name)) settings.set(name, { value: expanded, source: { path, line } });
    }
  }
  return any ? settings : undefined;
}
