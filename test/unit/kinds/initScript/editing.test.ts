import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scriptText, scriptTextNames } from '../../../../server/src/core/kinds/initScript/documentation.ts';
import { initScriptKind } from '../../../../server/src/core/kinds/initScript/index.ts';
import { kindOf } from '../../../../server/src/core/kinds/registry.ts';
import { LSB_KEYS } from '../../../../server/src/core/sysv/lsbHeader.ts';
import { choiceCount, expand, type Snippet } from '../../snippetBody.ts';
import { completed, contextOf, header, hover, judge, labels, script, type Where } from './ask.ts';

const REDHAT: Where = { flavor: 'redhat' };
const AROUND: Where = { others: { log: script('log', { 'Short-Description': 'writes logs' }), db: script('db') } };

describe('which files are init scripts', () => {
  it.each([
    ['/etc/init.d/web', 'init-script'],
    ['/srv/image/etc/rc.d/init.d/crond', 'init-script'],
    ['/etc/init.d/README', undefined],
    ['/etc/init.d/functions', undefined],
    ['/etc/init.d/.depend.boot', undefined],
    ['/etc/init.d/web.rpmsave', undefined],
    ['/usr/share/init.d/web', undefined],
  ])('%s', (path, kind) => {
    expect(kindOf(path)?.id).toBe(kind);
  });
});

describe('completion', () => {
  const top = '#!/bin/sh\n### BEGIN INIT INFO\n';
  it('offers the keys that are not there yet', () => {
    expect(labels(`${top}# Provides: web\n# ¦\n### END INIT INFO`)).toEqual(
      LSB_KEYS.filter((key) => key !== 'Provides'),
    );
    expect(completed(`${top}#Def¦\n### END INIT INFO`, 'Default-Start')).toContain('\n# Default-Start: \n');
  });

  it('offers facilities of the root and what its scripts provide, but not twice', () => {
    const found = labels(`${top}# Required-Start: $network ¦\n### END INIT INFO`, AROUND);
    expect(found).toEqual(['$local_fs', '$remote_fs', '$syslog', '$all', 'db', 'log']);
  });

  it('replaces the word that is there', () => {
    expect(completed(`${top}# Required-Start: $ne¦t db\n`, '$network', AROUND)).toBe(
      `${top}# Required-Start: $network db\n`,
    );
  });

  it('offers runlevels that neither list has', () => {
    expect(labels(`${top}# Default-Start: 2 ¦\n# Default-Stop: 0 6\n`)).toEqual(['1', '3', '4', '5', 'S']);
    expect(labels(`${top}# Default-Stop: ¦\n`)[0]).toBe('0 1 6');
  });

  it('offers the name of the script and true', () => {
    expect(labels(`${top}# Provides: ¦\n`, { name: 'nginx' })).toEqual(['nginx']);
    expect(labels(`${top}# X-Interactive: ¦\n`)).toEqual(['true']);
  });

  it('knows the fields of the chkconfig line', () => {
    expect(labels('#!/bin/sh\n# chk¦', REDHAT)).toContain('chkconfig:');
    expect(labels('#!/bin/sh\n# chkconfig: ¦', REDHAT)).toEqual(['2345', '345', '-']);
    expect(labels('#!/bin/sh\n# chkconfig: 345 ¦', { ...REDHAT, others: { network: script('network') } })[0]).toBe(
      '11',
    );
    expect(labels('#!/bin/sh\n# chkconfig: 345 90 ¦', REDHAT)).toEqual(['10']);
    expect(labels('#!/bin/sh\n# chkconfig: 345 90 10 ¦', REDHAT)).toEqual([]);
  });

  it('offers a whole header at the top only', () => {
    expect(labels('#!/bin/sh\n#¦')).toContain('### BEGIN INIT INFO');
    expect(labels('#!/bin/sh\necho\n#¦')).toEqual([]);
  });

  it('offers actions where a branch begins', () => {
    expect(labels('case "$1" in\n\tstart) ;;\n\ts¦\nesac\n')).toEqual([
      ...['stop', 'restart', 'force-reload', 'reload', 'status', 'condrestart', 'try-restart'],
    ]);
    expect(labels('case "$1" in\n\tstart)\n\t\ts¦\n\t\t;;\nesac\n')).toEqual([]);
    expect(labels('s¦')).toEqual([]);
  });
});

describe('hover', () => {
  it('explains facilities by the root', () => {
    const text = hover('### BEGIN INIT INFO\n# Required-Start: $sys¦log\n### END INIT INFO', AROUND);
    expect(text).toContain('In this root it stands for `log` (insserv.conf)');
    expect(text).toContain('log takes messages');
  });

  it('names the script that provides a name', () => {
    const text = hover('### BEGIN INIT INFO\n# Required-Start: lo¦g\n### END INIT INFO', AROUND);
    expect(text).toContain('/etc/init.d/log');
    expect(text).toContain('writes logs');
    expect(text).toContain('started in 2 3 4 5 and stopped in 0 1 6');
  });

  it.each([
    ['### BEGIN INIT INFO\n# Provi¦des: x\n', 'may ask for this one'],
    ['### BEGIN INIT INFO\n# Default-Start: 2 ¦3\n', 'Runlevel 3'],
    ['### BEG¦IN INIT INFO\n', 'after what the script is to be started'],
    ['# chkconfig: 23¦45 90 10\n', '3 (multi-user, text)'],
    ['# chkconfig: 2345 9¦0 10\n', 'S90'],
    ['# chkconfig: 2345 90 1¦0\n', 'K10'],
    ['# pidf¦ile: /run/x.pid\n', 'PIDFile='],
    ['case "$1" in\n  sto¦p) ;;\nesac\n', 'Called for `K` links'],
    ['touch /var/lock/sub¦sys/web\n', 'the service is up'],
  ])('%s', (source, words) => {
    expect(hover(source, REDHAT)).toContain(words);
  });
});

describe('structure', () => {
  const text = `#!/bin/sh\n${header('web', { 'Short-Description': 'serves' })}\nstart() {\n  x\n}\ncase "$1" in\n  start|"") start ;;\nesac\n`;
  const context = contextOf(text);
  const document = initScriptKind.parse(text, context);

  it('has symbols for header, functions and actions', () => {
    const symbols = initScriptKind.symbols(document, context);
    expect(symbols.map(({ name, detail }) => `${name} ${detail}`.trim())).toEqual([
      'INIT INFO serves',
      'start() function',
      'actions',
    ]);
    expect(symbols[2]!.children.map(({ name }) => name)).toEqual(['start|']);
  });

  it('folds them', () => {
    const first = initScriptKind.folding(document).map(({ span }) => text.slice(span.start, span.end).split('\n')[0]);
    expect(first).toEqual(['### BEGIN INIT INFO', 'start() {', 'case "$1" in']);
  });

  it('formats the header and nothing else, once', () => {
    const messy =
      '#!/bin/sh\n### BEGIN INIT INFO\n#Provides:web\n#\tDefault-Start:   2 3\n# Nonsense:  x\n### END INIT INFO\n  echo   x\n';
    const apply = (source: string) => {
      const edits = [...initScriptKind.format(initScriptKind.parse(source, context))];
      edits.sort((a, b) => b.span.start - a.span.start);
      return edits.reduce((now, { span, newText }) => now.slice(0, span.start) + newText + now.slice(span.end), source);
    };
    const once = apply(messy);
    expect(once).toBe(
      '#!/bin/sh\n### BEGIN INIT INFO\n# Provides:      web\n# Default-Start: 2 3\n# Nonsense:  x\n### END INIT INFO\n  echo   x\n',
    );
    expect(apply(once)).toBe(once);
  });

  it('links names to their scripts', () => {
    const source = script('web', { 'Required-Start': '$network log' });
    const where = contextOf(source, AROUND);
    const links = initScriptKind.links(initScriptKind.parse(source, where), where);
    expect(links.map(({ target }) => target)).toEqual([{ path: '/etc/init.d/log' }]);
  });

  it('survives any beginning of a script', () => {
    for (let end = 0; end <= text.length; end++) {
      const part = text.slice(0, end);
      const where = contextOf(part);
      const parsed = initScriptKind.parse(part, where);
      expect(() => {
        initScriptKind.diagnose(parsed, where);
        initScriptKind.complete(parsed, end, where);
        initScriptKind.hover(parsed, end, where);
        initScriptKind.symbols(parsed, where);
        initScriptKind.format(parsed);
      }).not.toThrow();
    }
  });
});

describe('texts and snippets', () => {
  it('has a text for every key', () => {
    expect(scriptTextNames('keys').sort()).toEqual([...LSB_KEYS].sort());
    for (const topic of ['keys', 'facilities', 'actions', 'comments', 'markers'] as const) {
      for (const name of scriptTextNames(topic)) expect(scriptText(topic, name)!.summary).toMatch(/[.:]/);
    }
  });

  const snippets: Record<string, Snippet> = JSON.parse(
    readFileSync(new URL('../../../../snippets/init-script.json', import.meta.url), 'utf8'),
  );
  it.each(Object.entries(snippets).filter(([name]) => name.startsWith('Init script')))(
    '%s is sound',
    (name, snippet) => {
      for (let pick = 0; pick < choiceCount(snippet); pick++) {
        const text = expand(snippet, pick);
        const where = { ...(name.includes('Red Hat') ? REDHAT : {}), name: 'name' };
        expect(judge(text, where)).toEqual([]);
      }
    },
  );
});
