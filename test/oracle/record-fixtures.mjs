#!/usr/bin/env node
// Records what `systemd-analyze verify` says of test/fixtures into test/golden/verify-fixtures-VERSION.json.
//
//   BOOTWRIGHT_IMAGE_252=DIR BOOTWRIGHT_IMAGE_257=DIR BOOTWRIGHT_IMAGE_262=DIR node test/oracle/record-fixtures.mjs
//
// Each variable names a system tree with that systemd; versions without one are left as they are. Needs root (chroot).
// Every file is loaded on its own: its messages are in the order in which systemd says them, with `line` (1-based)
// where systemd names one. The files of generated-units.json are too big to keep: each is a list of [text, times].
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { systemdVersion, VERIFY_OPTIONS, verify } from './systemdAnalyze.mjs';

const VERSIONS = [252, 257, 262];
const fixtures = new URL('../fixtures/', import.meta.url);

function committed() {
  const names = readdirSync(new URL('units/', fixtures)).sort();
  return names.map((name) => [name, readFileSync(new URL(`units/${name}`, fixtures))]);
}

function generated() {
  const recipes = JSON.parse(readFileSync(new URL('generated-units.json', fixtures), 'utf8'));
  const write = (parts) => parts.map(([text, times]) => text.repeat(times)).join('');
  return Object.entries(recipes).map(([name, parts]) => [name, write(parts)]);
}

function record(root) {
  const answers = [...committed(), ...generated()].map(([name, content]) => {
    const messages = verify({ [name]: content }, [name], root).messages;
    return [name, messages.map(({ line, text }) => (line === undefined ? { text } : { line, text }))];
  });
  return Object.fromEntries(answers);
}

for (const version of VERSIONS) {
  const root = process.env[`BOOTWRIGHT_IMAGE_${version}`];
  if (root === undefined) {
    console.log(`systemd ${version}: BOOTWRIGHT_IMAGE_${version} is not set, left as it is`);
    continue;
  }
  const found = systemdVersion(root);
  if (found !== version) throw new Error(`BOOTWRIGHT_IMAGE_${version} holds systemd ${found}`);
  const head = { command: `systemd-analyze ${VERIFY_OPTIONS.join(' ')} FILE`, systemd: version };
  const files = record(root);
  const target = new URL(`../golden/verify-fixtures-${version}.json`, import.meta.url);
  writeFileSync(target, `${JSON.stringify({ ...head, files }, null, 1)}\n`);
  console.log(`systemd ${version}: ${Object.keys(files).length} files, ${Object.values(files).flat().length} messages`);
}
