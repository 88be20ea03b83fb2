import { loadCore } from './core.mjs';
import { row, times } from './rows.mjs';

/** A configuration of so many lines: sources, networks and keys, as a large site might write out. */
function longNtpConf(lines) {
  const kinds = [
    (i) => `server 10.${i % 200}.${(i * 7) % 250}.1 iburst minpoll 6 maxpoll 10 key ${(i % 60) + 1}`,
    (i) => `restrict 192.168.${i % 250}.0 mask 255.255.255.0 nomodify limited kod # network ${i}`,
    (i) => `restrict 10.${i % 250}.0.0/16 noquery`,
    (i) => `server host-${i}.example iburst prefer`,
  ];
  const all = ['driftfile /var/lib/ntpsec/ntp.drift', 'keys /etc/ntp.keys', 'trustedkey ( 1 ... 60 )', 'tos minsane 3'];
  for (let i = 0; all.length < lines; i++) all.push(kinds[i % kinds.length](i));
  return `${all.join('\n')}\n`;
}

/** Gives the text with another line changed each time, as somebody types: of lines that it has read the core reads none again. */
function typing(text) {
  const lines = text.split('\n');
  let count = 0;
  return () => {
    const at = (count++ * 37) % (lines.length - 1);
    return lines.with(at, `${lines[at]} # ${count}`).join('\n');
  };
}

/** Gives a text of which no line was read before. */
function opening(text) {
  let count = 0;
  return () => text.replaceAll('\n', ` # ${++count}\n`);
}

/** Measures ntp.conf: what a keystroke costs, and what is shown with it. */
export async function measureNtp({ top, stage }) {
  const contents = `export { ntpKind } from './server/src/core/kinds/ntp/index.ts';
    export { EMPTY_WORKSPACE } from './server/src/core/kinds/kind.ts';`;
  const { ntpKind, EMPTY_WORKSPACE } = await loadCore({ top, stage }, 'ntp', contents);
  const base = { path: '/etc/ntp.conf', languageId: undefined, systemdVersion: 262, workspace: EMPTY_WORKSPACE };
  const text = longNtpConf(1000);
  for (const dialect of ['ntpsec', 'classic']) {
    const context = { ...base, ntp: { dialect } };
    const judge = (next) => times(50, () => ntpKind.diagnose(ntpKind.parse(next(), context), context));
    row(`opening (parse and diagnostics), ntp.conf of 1,000 lines, ${dialect}`, judge(opening(text)), 'ms');
    row(`keystroke (parse and diagnostics), ntp.conf of 1,000 lines, ${dialect}`, judge(typing(text)), 'ms');
  }
  const context = { ...base, ntp: { dialect: 'ntpsec' } };
  const document = ntpKind.parse(text, context);
  const offset = text.indexOf('restrict') + 12;
  row(
    'hover over a restrict line',
    times(50, () => ntpKind.hover(document, offset, context)),
    'ms',
  );
  row(
    'completion at the end of a line',
    times(50, () => ntpKind.complete(document, text.indexOf(' key ') + 1, context)),
    'ms',
  );
}
