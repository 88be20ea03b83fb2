/** What generators ask of the machine besides its files. */
export interface GeneratorProfile {
  /** The kernel's command line. */
  readonly commandLine: string;
  /** Whether the machine is a container: no swap, no devices, gettys on the console alone. */
  readonly container: boolean;
  /** The names below `/dev` of the consoles that the kernel prints to and that are really there, such as `ttyS0`. */
  readonly consoles: readonly string[];
  /** Names below `/dev` of what else is there, such as `hvc0`. */
  readonly devices: readonly string[];
  /**
   * Whether the machine has a program of that name. Without an answer what the root's folders say counts, and when those
   * were not read, that all programs of the usual packages are there.
   */
  readonly hasProgram?: ((name: string) => boolean | undefined) | undefined;
  /** Names and texts of the credentials that the machine was booted with; none when left out. */
  readonly credentials?: Readonly<Record<string, string>> | undefined;
}

/** A machine of which nothing is known: no serial console, nothing on the command line. */
export const PLAIN_MACHINE: GeneratorProfile = { commandLine: '', container: false, consoles: [], devices: [] };
