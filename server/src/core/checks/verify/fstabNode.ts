const TAGS: readonly (readonly [tag: string, folder: string])[] = [
  ['LABEL=', 'label'],
  ['UUID=', 'uuid'],
  ['PARTUUID=', 'partuuid'],
  ['PARTLABEL=', 'partlabel'],
];

/** `fstab_node_to_udev_node` of shared/fstab-util.c: the symlink that udev makes for `UUID=...`; else the same text. */
export function fstabNodeToUdevNode(source: string): string {
  for (const [tag, folder] of TAGS) {
    if (source.startsWith(tag)) return `/dev/disk/by-${folder}/${encodeDevnodeName(unquote(source.slice(tag.length)))}`;
  }
  return source;
}

/** `unquote`: without the same quote at both ends. */
function unquote(text: string): string {
  const quote = text[0];
  const quoted = text.length >= 2 && (quote === '"' || quote === "'") && text.at(-1) === quote;
  return quoted ? text.slice(1, -1) : text;
}

/** `encode_devnode_name`: what is not safe in the name of a device node becomes `\xNN`. */
function encodeDevnodeName(name: string): string {
  let out = '';
  for (const char of name) {
    const code = char.codePointAt(0)!;
    if (/[A-Za-z0-9#+\-.:=@_]/.test(char) || code >= 0x80) out += char;
    else out += `\\x${code.toString(16).padStart(2, '0')}`;
  }
  return out;
}
