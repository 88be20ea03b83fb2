import type { CommandLineItem } from './commandLine.ts';
import { filterHeaderDevice, splitLocation } from './cryptLocations.ts';
import { nodeToUdevNode } from './fstabOptions.ts';

/** What the command line says of one encrypted volume: `crypto_device`. */
export interface LuksDisk {
  readonly uuid: string;
  /** Whether it is set up even when crypttab does not name it. */
  create: boolean;
  name?: string;
  keyFile?: string;
  keyDevice?: string | undefined;
  headerDevice?: string | undefined;
  dataDevice?: string;
  options?: string;
}

/** The `luks.` words of the command line. */
export interface LuksDisks {
  readonly disks: Map<string, LuksDisk>;
  readonly defaultKey: string | undefined;
  readonly defaultOptions: string | undefined;
  /** Whether only volumes that the command line names are set up. */
  readonly allowList: boolean;
}

/** sscanf's `%[0-9a-fA-F-]=%s`. */
const FOR_UUID = /^([0-9a-fA-F-]+)=[ \t\n]*(\S+)/;

/** cryptsetup-generator.c, `parse_proc_cmdline_item`. */
export function luksDisks(items: readonly CommandLineItem[], version: number): LuksDisks {
  const disks = new Map<string, LuksDisk>();
  let defaultKey: string | undefined;
  let defaultOptions: string | undefined;
  let allowList = false;
  for (const { key, value } of items) {
    if (value === undefined) continue;
    const own = FOR_UUID.exec(value);
    const word = /^([0-9A-Za-z-]*)=(.*)$/s.exec(value);
    if (key === 'luks.uuid') {
      diskOf(value.replace(/^luks-/, '')).create = allowList = true;
    } else if (key === 'luks.name' && own) {
      const disk = diskOf(own[1]!);
      disk.create = allowList = true;
      disk.name = own[2]!;
    } else if (key === 'luks.options') {
      if (!own) defaultOptions = value;
      else if (isUuid(own[1]!)) {
        const filtered = filterHeaderDevice(own[2]!, version);
        Object.assign(diskOf(own[1]!), { options: filtered?.options, headerDevice: filtered?.headerDevice });
      }
    } else if (key === 'luks.key') {
      if (!word) defaultKey = value;
      else if (isUuid(word[1]!)) {
        const location = splitLocation(word[2]!);
        Object.assign(diskOf(word[1]!), { keyFile: location?.file, keyDevice: location?.device });
      }
    } else if (key === 'luks.data' && word && isUuid(word[1]!)) {
      diskOf(word[1]!).dataDevice = nodeToUdevNode(word[2]!);
    }
  }
  return { disks, defaultKey, defaultOptions, allowList };

  function diskOf(uuid: string): LuksDisk {
    const disk = disks.get(uuid) ?? { uuid, create: false };
    disks.set(uuid, disk);
    return disk;
  }
}

/** sd-id128, `id128_is_valid`: 32 hex digits, or the same with dashes. */
function isUuid(text: string): boolean {
  return /^[0-9a-f]{32}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
