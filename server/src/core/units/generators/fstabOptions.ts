import { pathStartsWith } from '../../values/paths.ts';
import { EXTRACT, splitWords } from '../../values/words.ts';

/** From this version on options keep their escapes when some of them are taken out. */
const KEEPS_ESCAPES_SINCE = 262;

/** What `filterOptions` finds. */
export interface FilteredOptions {
  readonly found: boolean;
  /** What stands behind the `=` of the last one; undefined when it has none. */
  readonly value: string | undefined;
  /** The values of all that have one. */
  readonly values: readonly string[];
  /** The other options. */
  readonly rest: string;
}

/**
 * Looks for options of a comma-separated list: fstab-util.c, `fstab_filter_options`.
 *
 * @param assigned only options with a value count
 */
export function filterOptions(
  options: string | undefined,
  names: readonly string[],
  version: number,
  assigned = false,
): FilteredOptions {
  if (options === undefined) return { found: false, value: undefined, values: [], rest: '' };
  const keeps = version >= KEEPS_ESCAPES_SINCE;
  const split = keeps ? splitEscaped(options) : splitUnescaped(options);
  const rest: string[] = [];
  const values: string[] = [];
  let value: string | undefined;
  let found = false;
  for (const option of split) {
    const name = names.find((one) => isOption(option, one));
    if (name === undefined || (assigned && option === name)) {
      rest.push(option);
      continue;
    }
    found = true;
    const text = option === name ? undefined : option.slice(name.length + 1);
    value = text !== undefined && keeps ? unescapeCommas(text) : text;
    if (value !== undefined) values.push(value);
  }
  return { found, value, values, rest: rest.map((one) => (keeps ? one : escapeCommas(one))).join(',') };
}

/** Whether one of the options is there: `fstab_test_option`. */
export function testOption(options: string | undefined, names: readonly string[]): boolean {
  return splitEscaped(options ?? '').some((one) => names.some((name) => isOption(one, name)));
}

/** Which of two opposite options comes last: `fstab_test_yes_no_option`. */
export function testYesNoOption(options: string | undefined, yes: string, no: string): boolean {
  const last = splitEscaped(options ?? '').findLast((one) => isOption(one, yes) || isOption(one, no));
  return last !== undefined && isOption(last, yes);
}

/** Where udev puts the link to a device that is named by a tag, such as `UUID=`: `fstab_node_to_udev_node`. */
export function nodeToUdevNode(node: string): string {
  const tag = /^(LABEL|UUID|PARTUUID|PARTLABEL)=(.*)$/s.exec(node);
  if (!tag) return node;
  const quoted = tag[2]!.length >= 2 && /^["']/.test(tag[2]!) && tag[2]!.at(-1) === tag[2]![0];
  const value = quoted ? tag[2]!.slice(1, -1) : tag[2]!;
  const encoded = Array.from(value, encodeDevnodeCharacter).join('');
  return `/dev/disk/by-${tag[1]!.toLowerCase()}/${encoded}`;
}

/** device-nodes.c, `encode_devnode_name`. */
function encodeDevnodeCharacter(char: string): string {
  const code = char.charCodeAt(0);
  if (code > 0x7f || /[A-Za-z0-9#+\-.:=@_]/.test(char)) return char;
  return `\\x${code.toString(16).padStart(2, '0')}`;
}

/** path-util.c, `is_device_path`. */
export function isDevicePath(path: string): boolean {
  return /^\/+(?:\.\/+)*(?:dev|sys)\/+[^/]/.test(path);
}

/** Where the mount point is one that stays from before the boot until after the shutdown: `fstab_is_extrinsic`. */
export function isExtrinsic(where: string, options: string | undefined, version: number): boolean {
  if (['/', '/usr', '/etc'].includes(where)) return true;
  const folders = ['/run/initramfs', '/proc', '/sys', '/dev', ...(version >= 254 ? ['/run/nextroot'] : [])];
  return folders.some((folder) => pathStartsWith(where, folder)) || testOption(options, ['x-initrd.mount']);
}

function splitUnescaped(options: string): string[] {
  const flags = EXTRACT.UNESCAPE_SEPARATORS | EXTRACT.UNESCAPE_RELAX;
  return splitWords(options, ',', flags).words.map(({ word }) => word);
}

function isOption(option: string, name: string): boolean {
  return option === name || option.startsWith(`${name}=`);
}

/** Splits at commas that no backslash stands before, which stays. */
function splitEscaped(options: string): string[] {
  return options.match(/(?:[^,\\]|\\.|\\$)+/gs) ?? [];
}

function unescapeCommas(text: string): string {
  return text.replace(/\\(.)/gs, (whole: string, char: string) => (char === ',' || char === '\\' ? char : whole));
}

function escapeCommas(text: string): string {
  return text.replaceAll(',', '\\,');
}
