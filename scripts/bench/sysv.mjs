import { loadCore } from './core.mjs';
import { row, times } from './rows.mjs';

const LINKS = 5000;

/** A script with both headers, behind one or two others. */
function script(name, needs, place) {
  return `#!/bin/sh
# chkconfig: 345 ${String(place).padStart(2, '0')} ${String(99 - place).padStart(2, '0')}
### BEGIN INIT INFO
# Provides: ${name}
# Required-Start: ${needs.join(' ')}
# Required-Stop: ${needs.join(' ')}
# Default-Start: 3 4 5
# Default-Stop: 0 1 2 6
# Short-Description: a service named ${name}
### END INIT INFO
case "$1" in
  start) /usr/sbin/${name} && touch /var/lock/subsys/${name} ;;
  stop) killall ${name} && rm -f /var/lock/subsys/${name} ;;
esac
`;
}

/** A root of Red Hat's kind with so many links in rc3.d, each with a script of its own. */
function bigRoot({ fileNode, linkNode, treeOf }, count) {
  const names = Array.from({ length: count }, (_, n) => `service-${n}`);
  const place = (n) => Math.floor((n * 99) / count);
  const needs = (n) => names.slice(Math.max(0, n - 60), Math.max(0, n - 58));
  return treeOf([
    ['/etc/redhat-release', fileNode('x')],
    ...names.map((name, n) => [`/etc/init.d/${name}`, fileNode(script(name, needs(n), place(n)), true)]),
    ...names.map((name, n) => [
      `/etc/rc3.d/S${String(place(n)).padStart(2, '0')}${name}`,
      linkNode(`../init.d/${name}`),
    ]),
  ]);
}

/** Measures links of runlevels as a listing and as a plan, and simulated changes of runlevel. */
export async function measureSysv({ top, stage }) {
  const contents = `export { rcLinksKind } from './server/src/core/kinds/rcLinks/index.ts';
    export { listingText } from './server/src/core/kinds/rcLinks/listing.ts';
    export { planListing } from './server/src/core/kinds/rcLinks/planning.ts';
    export { rootLinkFindings } from './server/src/core/kinds/rcLinks/folderFindings.ts';
    export { simulateRc } from './server/src/core/sysv/rc/simulate.ts';
    export { planChkconfig } from './server/src/core/sysv/plan/chkconfig.ts';
    export { EMPTY_WORKSPACE } from './server/src/core/kinds/kind.ts';
    export { fileNode, linkNode } from './server/src/core/tree/node.ts';
    export { treeOf } from './server/src/core/tree/systemTree.ts';`;
  const core = await loadCore({ top, stage }, 'sysv', contents);
  const { rcLinksKind, listingText, planListing, simulateRc, planChkconfig } = core;
  const tree = bigRoot(core, LINKS);
  const sysv = { flavor: 'redhat', tree, path: '/etc/rc3.d' };
  const context = {
    path: sysv.path,
    languageId: 'rc-links',
    systemdVersion: 262,
    workspace: core.EMPTY_WORKSPACE,
    sysv,
  };
  const text = listingText(tree, '/etc/rc3.d');
  const document = rcLinksKind.parse(text, context);
  const many = LINKS.toLocaleString('en');
  const first = () => core.rootLinkFindings(bigRoot(core, LINKS));
  row(`links on disk, ${many} with their scripts, judged for the first time`, times(5, first, 1), 'ms');
  const keystroke = () => rcLinksKind.diagnose(rcLinksKind.parse(text, context), context);
  row(`keystroke (parse and diagnostics), listing of ${many} links`, times(20, keystroke, 5), 'ms');
  const typed = `${text}S`;
  const other = rcLinksKind.parse(typed, context);
  const complete = () => rcLinksKind.complete(other, typed.length, context);
  row(`completion of a free number among ${many} links`, times(20, complete, 5), 'ms');
  const hover = () => rcLinksKind.hover(document, text.indexOf('service-2500'), context);
  row(`hover of one of ${many} links`, times(20, hover, 5), 'ms');
  row(
    `format, ${many} links`,
    times(20, () => rcLinksKind.format(document), 5),
    'ms',
  );
  const renumbered = text.replace('S50service-2526', 'S51service-2526');
  const plan = () => planListing(tree, '/etc/rc3.d', renumbered);
  row(`plan of one other number among ${many} links`, times(20, plan, 5), 'ms');
  const small = bigRoot(core, 200);
  const off = () => planChkconfig(small, ['--level', '3', 'service-100', 'off']);
  row('plan of chkconfig off, 200 services', times(20, off, 5), 'ms');
  const change = { flavor: 'redhat', from: '1', to: '3', locks: [] };
  row(
    `simulated change of runlevel, ${many} links`,
    times(10, () => simulateRc(tree, change), 2),
    'ms',
  );
}
