/** Whether a path is one where user managers look for units: systemd.unit(5). */
export function isOfUserManager(path: string): boolean {
  return /(^|\/)systemd\/user(\.control)?\//.test(path);
}
