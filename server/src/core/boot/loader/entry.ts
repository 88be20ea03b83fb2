/** Where in the root something stands; `line` counts from 1. */
export interface Source {
  readonly path: string;
  readonly line?: number;
}

/** Something that a boot loader can start. */
export interface BootEntry {
  /** By what the loader's configuration names it. */
  readonly id: string;
  readonly title: string;
  readonly kind: 'loader-entry' | 'unified-kernel' | 'grub' | 'extlinux' | 'efi-program';
  readonly source: Source;
  /** Paths inside the root, as far as the loader's own paths can be told apart from them. */
  readonly kernel: string | undefined;
  readonly initrds: readonly string[];
  /** What the kernel is given; undefined where it stands in a program that is not read. */
  readonly commandLine: string | undefined;
  /** As `uname -r` would print it, when the name of the kernel's file says so. */
  readonly kernelVersion: string | undefined;
  readonly version?: string | undefined;
  readonly sortKey?: string | undefined;
  readonly machineId?: string | undefined;
  /** As EFI names it: `x64`, `aa64`, ... */
  readonly architecture?: string | undefined;
  /** Boot counting: how often it may still be tried, and how often it has been. */
  readonly triesLeft?: number | undefined;
  readonly triesDone?: number | undefined;
  /** For GRUB: the menus around it, the outermost first. */
  readonly menus?: readonly string[];
}

/** What a boot loader shows and does. */
export interface BootMenu {
  readonly loader: 'systemd-boot' | 'grub' | 'extlinux' | undefined;
  readonly entries: readonly BootEntry[];
  /** The one that is started when nobody interferes; undefined when that cannot be told. */
  readonly entry: BootEntry | undefined;
  /** Why it is that one. */
  readonly because: string;
  readonly source: Source | undefined;
  /** Seconds that the menu waits; undefined for without end, or unknown. */
  readonly timeout: number | undefined;
  /** What could not be told, in words. */
  readonly unknown: readonly string[];
}

/** The version in the name of a kernel's file: `/boot/vmlinuz-6.1.0-28-amd64`. */
export function kernelVersionOf(path: string | undefined): string | undefined {
  return path === undefined ? undefined : /\/(?:vmlinuz|vmlinux|linux|kernel|Image)-(\d+\.\d[^/]*)$/.exec(path)?.[1];
}
