// Asks systemd-analyze verify what it thinks of single lines, many at a time.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MARK = 'XMark';
const env = {
  PATH: process.env.PATH,
  LC_ALL: 'C.UTF-8',
  SYSTEMD_LOG_COLOR: '0',
  SYSTEMD_LOG_LEVEL: 'info',
  SYSTEMD_LOG_TARGET: 'console',
};

/** Without /proc, systemd reads no os-release through chroot; without /sys it knows nothing of control groups. */
const INSIDE = 'mount --bind /proc "$0/proc" && mount --rbind /sys "$0/sys" && exec chroot "$0" systemd-analyze "$@"';

function analyze(image, args) {
  const command = image ? ['unshare', ['--mount', 'sh', '-c', INSIDE, image, ...args]] : ['systemd-analyze', args];
  return spawnSync(...command, { encoding: 'utf8', maxBuffer: 1 << 30, env });
}

/** The major version that answers: the host's, or that of a system tree. */
export function systemdVersion(image) {
  const version = /systemd (\d+)/.exec(analyze(image, ['--version']).stdout)?.[1];
  if (!version) throw new Error('systemd-analyze does not run here');
  return version;
}

/**
 * For each question {type, section, key, value, ours} systemd's verdict (silent, warning or fatal) and its words.
 * What we take for fatal is asked in a file of its own; all other lines of a unit type share one file, `a.TYPE` or the
 * one that `unitName` names (then all questions must be of its type).
 */
export function askSystemd(questions, image, unitName = '') {
  const answers = new Array(questions.length);
  const shared = new Map();
  let alone = [];
  for (const [i, question] of questions.entries()) {
    if (question.ours === 'fatal') alone.push(i);
    else if (shared.has(question.type)) shared.get(question.type).push(i);
    else shared.set(question.type, [i]);
  }
  for (const [type, indices] of shared) {
    let left = indices;
    while (left.length > 0) {
      const file = { name: unitName || `a.${type}`, indices: left };
      const fatalAt = askFiles([file], questions, answers, image)[0];
      left = fatalAt === undefined ? [] : left.slice(fatalAt + 1);
    }
  }
  while (alone.length > 0) {
    const files = alone
      .slice(0, 250)
      .map((i, n) => ({ name: numbered(unitName || `a.${questions[i].type}`, n), indices: [i] }));
    askFiles(files, questions, answers, image);
    alone = alone.slice(250);
  }
  return answers;
}

function numbered(name, n) {
  const dot = name.lastIndexOf('.');
  return `${name.slice(0, dot)}${n}${name.slice(dot)}`;
}

/** Puts the questions into files, has them verified in one call; gives for each file at which question it ended. */
function askFiles(files, questions, answers, image) {
  const stage = mkdtempSync(join(image || '/', 'tmp', 'values-'));
  try {
    mkdirSync(stage, { recursive: true });
    const inside = stage.slice(image.length);
    for (const file of files) writeFileSync(join(stage, file.name), textOf(file, questions));
    const result = analyze(image, [
      'verify',
      '--man=no',
      '--generators=no',
      ...files.map((f) => `${inside}/${f.name}`),
    ]);
    if (result.status === null) throw new Error(`systemd-analyze ended by ${result.signal}`);
    return readAnswers(`${result.stdout}\n${result.stderr}`, inside, files, answers);
  } finally {
    rmSync(stage, { recursive: true });
  }
}

/** A mark (an unknown key, of which systemd tells) before each line, so that every message finds its line. */
function textOf(file, questions) {
  let section = '';
  let text = '';
  for (const [n, i] of file.indices.entries()) {
    const question = questions[i];
    if (question.section !== section) text += `[${question.section}]\n`;
    section = question.section;
    text += `${MARK}${n}=\n${question.key}=${question.value}\n`;
  }
  return `${text}${MARK}${file.indices.length}=\n`;
}

function readAnswers(output, inside, files, answers) {
  const byName = new Map(files.map((file, n) => [`${inside}/${file.name}`, { ...file, n, at: -1, said: [] }]));
  let current;
  for (const line of output.split('\n')) {
    const place = /^(\S+?):(\d+): (.*)$/.exec(line);
    const file = place && byName.get(place[1]);
    if (file) current = file;
    const mark = file && new RegExp(`'${MARK}(\\d+)'`).exec(place[3]);
    if (mark) {
      file.at = Number(mark[1]);
      file.said[file.at] = [];
    } else if (file) file.said[file.at]?.push(place[3]);
    else if (line && current && current.at < current.indices.length) current.said[current.at]?.push(line);
  }
  return [...byName.values()].map((file) => judge(file, answers));
}

/** What was told after the last mark of a file that ended early was told at its fatal line, or after the end. */
function judge(file, answers) {
  const ended = file.at < file.indices.length ? file.at : undefined;
  for (const [n, i] of file.indices.entries()) {
    if (n > file.at) break;
    const said = file.said[n] ?? [];
    const verdict = n === ended ? 'fatal' : said.length > 0 ? 'warning' : 'silent';
    answers[i] = { verdict, text: said.join(' | ') };
  }
  return ended === -1 ? 0 : ended;
}
