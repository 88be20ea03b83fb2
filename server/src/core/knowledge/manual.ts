/** Where the manual page of a name such as `systemd.service(5)` can be read. */
export function manualUrl(page: string, anchor?: string): string {
  const name = page.replace(/\((\w+)\)$/, '');
  const base = `https://www.freedesktop.org/software/systemd/man/latest/${name}.html`;
  return anchor === undefined ? base : `${base}#${encodeURI(anchor)}`;
}
