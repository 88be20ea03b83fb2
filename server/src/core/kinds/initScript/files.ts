/** Where init scripts stand: Debian's folder, and Red Hat's, whose /etc/init.d is a link to it. */
const FOLDER = /(?:^|\/)etc\/(?:rc\.d\/)?init\.d\/([^/]+)$/;
/** What stands there besides services: insserv's list, and Red Hat's library of shell functions. */
const NO_SERVICE = /^(?:README|Makefile|skeleton|powerfail)|^(?:core|rx|rcS|rc|functions)$|^[.$#%_+\-\\*[\]^:()~]/;
/** Copies that editors and package managers leave. */
const LEFTOVER = /~$|,v$|\.(?:rpm\w*|dpkg-?\w*|ucf-?\w*|ba\w*|old|new|org|orig|save|swp|core)$/;

/** The name of the service whose init script stands at a path; undefined for anything else. */
export function scriptNameOf(path: string): string | undefined {
  const name = FOLDER.exec(path)?.[1];
  return name === undefined || NO_SERVICE.test(name) || LEFTOVER.test(name) ? undefined : name;
}
