const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 } as const;

export type Colour = keyof typeof CODES;

/** Puts text into a colour, where the terminal shows any. */
export type Paint = Readonly<Record<Colour, (text: string) => string>>;

export function painter(colours: boolean): Paint {
  const ink = (code: number) => (text: string) => (colours && text !== '' ? `\x1b[${code}m${text}\x1b[0m` : text);
  const entries = Object.entries(CODES).map(([name, code]) => [name, ink(code)] as const);
  return Object.fromEntries(entries) as Paint;
}

/** A branch of a tree of text: a line and what stands below it. */
export interface Branch {
  readonly text: string;
  readonly below?: readonly Branch[];
}

/** The lines of branches below something. */
export function branchLines(branches: readonly Branch[], before = ''): string[] {
  return branches.flatMap(({ text, below }, index) => {
    const last = index === branches.length - 1;
    return [`${before}${last ? '└─' : '├─'}${text}`, ...branchLines(below ?? [], `${before}${last ? '  ' : '│ '}`)];
  });
}
