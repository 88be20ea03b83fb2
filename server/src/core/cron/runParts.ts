/** A folder that a command hands to run-parts. */
export interface RunPartsFolder {
  readonly folder: string;
  /** Where it stands in the command. */
  readonly index: number;
}

/** The folders that a command hands to `run-parts`. */
export function runPartsFolders(command: string): RunPartsFolder[] {
  const found: RunPartsFolder[] = [];
  for (const match of command.matchAll(/(?:^|[\s/;&|({])run-parts((?:\s+-[^\s;&|]*(?:=\S*)?)*)\s+(\/[\w./+-]*)/g)) {
    const folder = match[2]!;
    found.push({ folder, index: match.index + match[0].length - folder.length });
  }
  return found;
}
