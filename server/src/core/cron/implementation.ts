/** Debian's cron 3.0pl1 (a Vixie cron with patches), or cronie of Red Hat, SUSE, Arch and newer Debian. */
export type CronImplementation = 'debian' | 'cronie';
/** Debian's anacron 2.3, or the one that comes with cronie. */
export type AnacronImplementation = 'debian' | 'cronie';

export const IMPLEMENTATIONS = ['debian', 'cronie'] as const;

/** What a program is called in messages. */
export const CRON_NAME: Readonly<Record<CronImplementation, string>> = { debian: "Debian's cron", cronie: 'cronie' };
export const ANACRON_NAME: Readonly<Record<AnacronImplementation, string>> = {
  debian: "Debian's anacron",
  cronie: "cronie's anacron",
};

/** Reads the name of an implementation; undefined for `auto` and for what is none. */
export function implementationNamed(name: unknown): CronImplementation | undefined {
  return IMPLEMENTATIONS.find((one) => one === name);
}
