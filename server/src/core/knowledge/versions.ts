/** The major version in a setting or on a command line: `252`, `v252`, `252.39`; undefined for `auto` and nonsense. */
export function majorVersion(text: string): number | undefined {
  const found = /^v?(\d{3})(?:[.~-].*)?$/.exec(text.trim())?.[1];
  return found === undefined ? undefined : Number(found);
}
