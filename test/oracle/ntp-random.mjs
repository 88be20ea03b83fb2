// Random lines of ntp.conf, right and broken: from a grammar, then spoilt by chance. The same seed gives the same lines.
import { randomFrom } from './cron-random.mjs';

const NUMBERS = [
  '0',
  '1',
  '3',
  '4',
  '6',
  '7',
  '10',
  '15',
  '16',
  '17',
  '18',
  '42',
  '64',
  '600',
  '65534',
  '65535',
  '65536',
];
const ODD = [
  '-1',
  '-',
  '-5',
  '1.5',
  '.5',
  '5.',
  '1e3',
  '1e',
  '1e-9',
  '5g',
  '5G',
  '0x10',
  '0xfg',
  '2147483647',
  '2147483648',
].concat([
  '4294967295',
  '4294967296',
  '99999999999999999999',
  '-99999999999999999',
  '+3',
  '+.5',
  '1_0',
  '',
  '""',
  '"5"',
]);
const HOSTS = [
  '10.0.0.1',
  '192.168.1.7',
  '127.127.1.0',
  '127.127.28.0',
  '::1',
  'fe80::1',
  '2001:db8::5',
  '127.0.0.1',
].concat([
  '224.0.0.1',
  'ff05::101',
  '127.0.0.9',
  '0.0.0.0',
  '"10.0.0.4"',
  '10.0.0',
  '10.0.0.01',
  '1.2.3.4.5',
  '300.1.1.1',
  '17',
  'server',
]);
const TARGETS = [
  ...HOSTS.slice(0, 8),
  '10.0.0.0/8',
  '10.0.0.0/33',
  '10.1.1.1/0',
  '10.0.0.0/x',
  '2001:db8::/32',
  'fd00::/129',
  '10.0.0.0/8/9',
  '10.0.0.0/+8',
  '10.0.0.0/-8',
  'a/b',
];
const MASKS = [
  '255.255.255.0',
  '255.0.255.0',
  '0.0.0.0',
  '255.255.255.255',
  'ffff:ffff::',
  '::',
  '255.255',
  '24',
  '255.255.255.256',
  'x',
];
const PATHS = ['/tmp/a', '"/tmp/a b"', 'x', '""', '" "', '"/tmp/unclosed', '/tmp/a#b', '/tmp/"a"'];
const TEXTS = ['abc', '"a b"', 'GPS', 'x=y', '5', '(', 'ab|cd', 'ü', 'aüb', '-4', '-4x', '"-6"', 'true'];
const FLAGS = [
  'ignore',
  'kod',
  'limited',
  'mssntp',
  'nomodify',
  'nomrulist',
  'nopeer',
  'noquery',
  'noserve',
  'notrap',
  'notrust',
].concat(['ntpport', 'version', 'flake', 'lowpriotrap', 'noepeer', 'epeer', 'serverresponse fuzz', 'mask']);
const STATISTICS = [
  'clockstats',
  'loopstats',
  'peerstats',
  'rawstats',
  'sysstats',
  'protostats',
  'usestats',
  'ntsstats',
  'ntskestats',
  'ntskelog',
  'timingstats',
  'cryptostats',
];

const OPTIONS = {
  tos: [
    'ceiling',
    'floor',
    'orphan',
    'orphanwait',
    'minsane',
    'minclock',
    'maxclock',
    'mindist',
    'maxdist',
    'maxdisp',
    'cohort',
    'beacon',
    'basedate',
  ],
  tinker: [
    'allan',
    'dispersion',
    'freq',
    'huffpuff',
    'panic',
    'step',
    'stepback',
    'stepfwd',
    'stepout',
    'tick',
    'tock',
  ],
  mru: ['incalloc', 'incmem', 'initalloc', 'initmem', 'maxage', 'minage', 'maxdepth', 'maxmem', 'mindepth', 'mindept'],
  limit: ['average', 'burst', 'kod', 'minimum'],
  discard: ['average', 'minimum', 'monitor'],
  rlimit: ['memlock', 'stacksize2'],
  extra: ['port'],
  fudge: ['time1', 'time2'],
};
const PLAIN = {
  keys: PATHS,
  statsdir: PATHS,
  leapfile: PATHS,
  logfile: ['/dev/null', '5'],
  pidfile: PATHS,
  saveconfigdir: PATHS,
  ntpsigndsocket: PATHS,
  keysdir: PATHS,
  driftfile: PATHS,
  controlkey: NUMBERS,
  requestkey: NUMBERS,
  mdnstries: NUMBERS,
  dscp: NUMBERS,
  leapsmearinterval: NUMBERS,
  nonvolatile: NUMBERS,
  tick: NUMBERS,
  broadcastdelay: NUMBERS,
  revoke: NUMBERS,
  automax: NUMBERS,
  unpeer: HOSTS,
  unconfig: HOSTS,
  broadcast: HOSTS,
  broadcastclient: [''],
  trap: HOSTS,
  manycastclient: HOSTS,
  crypto: ['', 'pw x'],
  ident: TEXTS,
  ttl: NUMBERS,
  simulate: ['5'],
  calldelay: NUMBERS,
  device: HOSTS,
  pollskewlist: ['3 1 | 2'],
  delrestrict: HOSTS,
};

/** One line, without its newline. */
export function randomLine(seed) {
  const random = randomFrom(seed * 7919 + 13);
  const { pick, chance, below } = random;
  let words = wordsOf(random);
  if (chance(0.35)) words = spoil(words, random);
  let line = words.join(chance(0.9) ? ' ' : '\t ');
  if (chance(0.08)) line += pick([' # note', '#note', ' "', ' ,', ' =', '  ', '\r', ' é']);
  if (chance(0.04)) line = pick(['\t', ' ', '#', '\f', 'x', '"', '=', 'é']) + line;
  if (chance(0.02)) line = line.slice(0, below(line.length + 1));
  line = line.replaceAll('\n', ' ').replaceAll('\0', '');
  // The daemon gives the place of the word before a special character: at the start of a line that is another line.
  return /^[^!-~]*[{}(),;|=]/.test(line) ? `a ${line}` : line;
}

function wordsOf(random) {
  const { pick, chance, below } = random;
  const number = () => pick(chance(0.75) ? NUMBERS : ODD);
  const several = (make, least = 0) => Array.from({ length: least + below(4) }, make).flat();
  const option = () => optionOf(random, number);
  const family = () => (chance(0.12) ? [pick(['-4', '-6'])] : []);
  switch (below(14)) {
    case 0:
    case 1:
    case 2:
      return [pick(['server', 'server', 'pool', 'peer']), ...family(), pick(HOSTS), ...several(option)];
    case 3:
      return [
        'refclock',
        pick(['shm', 'local', 'NMEA', 'pps', 'gpsd', 'local']),
        ...(chance(0.4) ? ['unit', number()] : []),
        ...several(option),
      ];
    case 4:
    case 5:
    case 6: {
      const target = chance(0.25) ? pick(['default', 'source']) : pick(TARGETS);
      const mask = chance(0.3) ? ['mask', pick(MASKS)] : [];
      const limit = chance(0.05) ? ['ippeerlimit', number()] : [];
      const list = several(() => pick(FLAGS));
      return [
        pick(['restrict', 'restrict', 'restrict', 'unrestrict']),
        ...family(),
        target,
        ...mask,
        ...limit,
        ...list,
      ];
    }
    case 7: {
      const name = pick(Object.keys(OPTIONS).filter((one) => one !== 'fudge'));
      return [name, ...several(() => [pick(OPTIONS[name]), number()], 1)];
    }
    case 8:
      return ['fudge', ...family(), pick(HOSTS), ...several(() => fudgeOption(random, number), 1)];
    case 9:
      return ['filegen', pick(STATISTICS), ...several(() => filegenOption(random))];
    case 10:
      return pick([
        () => ['statistics', ...several(() => pick(STATISTICS), 1)],
        () => ['trustedkey', ...several(() => (chance(0.3) ? ['(', number(), '...', number(), ')'] : number()), 1)],
        () => ['trustedkey', '(', '1...5', ')'],
        () => ['phone', ...several(() => pick(TEXTS), 1)],
        () => ['reset', ...several(() => pick(['allpeers', 'auth', 'ctl', 'io', 'mem', 'sys', 'timer', 'all']), 1)],
        () => [
          pick(['interface', 'nic']),
          pick(['listen', 'ignore', 'drop', 'all']),
          pick(['all', 'ipv4', 'ipv6', 'wildcard', 'eth0', '10.0.0.0/8', '::1', '5']),
        ],
      ])();
    case 11:
      return [
        chance(0.3) ? 'logconfig' : `logconfig${pick(['=', ''])}`,
        ...several(
          () =>
            pick(['=', '+', '-', '']) +
            pick(['syncstatus', 'allsync', 'all', 'clockall', 'sys', 'info', 'peerevents', 'foo', 'allall', 'syncx']),
          1,
        ),
      ];
    case 12:
      return pick([
        () => [
          pick(['enable', 'disable']),
          ...several(
            () => pick(['auth', 'bclient', 'calibrate', 'kernel', 'monitor', 'ntp', 'stats', 'mode7', 'pps']),
            1,
          ),
        ],
        () => [
          'setvar',
          ...pick([
            ['a', '=', 'b'],
            ['a=b'],
            ['a', '=', '"b c"', 'default'],
            ['a', '='],
            ['a', 'b'],
            ['"a"', '=', '5', 'def'],
          ]),
        ],
        () => ['nts', ...several(() => ntsOption(random, number), 1)],
        () => ['includefile', '/nonexistent', ...(chance(0.3) ? wordsOf(random) : [])],
      ])();
    default: {
      const name = pick(Object.keys(PLAIN));
      return [name, chance(0.15) ? pick(ODD) : pick(PLAIN[name]), ...(chance(0.1) ? [number()] : [])];
    }
  }
}

function optionOf({ pick, chance }, number) {
  const name = pick([
    'burst',
    'iburst',
    'noselect',
    'prefer',
    'true',
    'key',
    'minpoll',
    'maxpoll',
    'version',
    'mode',
    'bias',
    'nts',
    'noval',
    'ca',
    'cert',
    'aead',
    'subtype',
    'path',
    'ppspath',
    'baud',
    'time1',
    'time2',
    'stratum',
    'refid',
    'flag1',
    'flag4',
    'autokey',
    'preempt',
    'xleave',
    'ttl',
    'ident',
    'unit',
    'ask',
    'expire',
  ]);
  if (/^(?:burst|iburst|noselect|prefer|true|nts|noval|autokey|preempt|xleave)$/.test(name)) return [name];
  if (/^(?:ca|cert|path|ppspath|refid|ident|ask)$/.test(name)) return [name, pick(chance(0.5) ? PATHS : TEXTS)];
  if (name === 'aead') return [name, pick(['AES_SIV_CMAC_256', 'AES_SIV_CMAC_512', 'aes', '"AES_SIV_CMAC_384"'])];
  if (/^flag/.test(name)) return [name, pick(['0', '1', '2', 'true', 'false', '-1', 'yes'])];
  return [name, number()];
}

function fudgeOption({ pick }, number) {
  const name = pick(['time1', 'time2', 'stratum', 'refid', 'flag1', 'flag2', 'flag3', 'flag4', 'minjitter', 'abbrev']);
  if (name === 'refid' || name === 'abbrev') return [name, pick(TEXTS)];
  return [name, /^flag/.test(name) ? pick(['0', '1', '2', 'true', 'false']) : number()];
}

function filegenOption({ pick }) {
  const name = pick(['file', 'type', 'link', 'nolink', 'enable', 'disable', 'enabled']);
  if (name === 'file') return [name, pick(['loop', '"a b"', '5', 'file', '../x'])];
  return name === 'type' ? [name, pick(['none', 'pid', 'day', 'week', 'month', 'year', 'age', 'hour'])] : [name];
}

function ntsOption({ pick }, number) {
  const name = pick([
    'enable',
    'disable',
    'cert',
    'key',
    'ca',
    'cookie',
    'aead',
    'mintls',
    'maxtls',
    'tlsciphersuites',
    'tlsecdhcurves',
    'tlsciphers',
    'port',
    'pool',
  ]);
  if (/^(?:enable|disable|tlscipherserverpreference)$/.test(name)) return name === 'enable' ? ['disable'] : [name];
  if (name === 'port' || name === 'pool') return [name, number()];
  return [name, pick(['/tmp/x', 'TLS1.3', '5', '1.3', 'AES_SIV_CMAC_256', 'key'])];
}

function spoil(words, { pick, below, chance }) {
  const out = [...words];
  const at = below(out.length);
  switch (below(7)) {
    case 0:
      out.splice(at, 1);
      break;
    case 1:
      out.splice(
        at,
        0,
        pick(['foo', 'default', 'mask', '5', '"quoted text"', ',', '=', '(', 'all', 'iburst', '-4', '...']),
      );
      break;
    case 2:
      out[at] = out[at].toUpperCase();
      break;
    case 3:
      out[at] = out[at].slice(0, -1);
      break;
    case 4:
      out[at] = `"${out[at].replaceAll('"', '')}${chance(0.7) ? '"' : ''}`;
      break;
    case 5:
      out.reverse();
      break;
    default:
      out.push(pick(words));
  }
  return out;
}
