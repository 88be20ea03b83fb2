import { ownSection } from '../../knowledge/directives.ts';
import { parseUnitFile } from '../../parse/unitFile.ts';
import { loadUnit } from '../../units/load.ts';
import { fragmentOf } from './definitions.ts';
import type { FileEdits } from './rename.ts';
import { fileNodeAt } from './sources.ts';
import { impliedTrigger, impliedTriggersOf } from './triggers.ts';
import type { UnitIndex } from './unitIndex.ts';

/**
 * The lines that keep what so far only equal names said: a timer without `Unit=` starts the service of its own name,
 * and would no longer do so when one of the two gets another.
 */
export function explicitTriggers(index: UnitIndex, from: string, to: string): FileEdits[] {
  const own = loadUnit(index.root, from);
  const implied = own && own.id === from ? impliedTrigger(own) : undefined;
  const outgoing = implied ? line(index, from, implied.key, implied.name) : [];
  return [
    ...outgoing,
    ...impliedTriggersOf(index, from).flatMap((trigger) => line(index, trigger.from, trigger.key, to)),
  ];
}

function line(index: UnitIndex, unit: string, key: string, value: string): FileEdits[] {
  const path = fragmentOf(index, unit);
  const text = path === undefined ? undefined : fileNodeAt(index.root, path)?.content;
  // Only a plain service can be named; instances for connections are made by name alone, and mounts by their path.
  if (path === undefined || text === undefined || key === 'Where' || value.includes('@')) return [];
  const type = loadUnit(index.root, unit)!.type;
  const header = parseUnitFile(text).sections.find(({ name }) => name === ownSection(type))?.header;
  if (!header)
    return [{ path, edits: [{ span: end(text), newText: `${gap(text)}[${ownSection(type)}]\n${key}=${value}\n` }] }];
  const at = header.header.end;
  return [{ path, edits: [{ span: { start: at, end: at }, newText: `\n${key}=${value}` }] }];
}

function end(text: string) {
  return { start: text.length, end: text.length };
}

function gap(text: string): string {
  return text === '' ? '' : text.endsWith('\n') ? '\n' : '\n\n';
}
