import type { Extension } from 'vscode';

/** The parts of package.json that the code reads, so that they are written down once. */
interface Manifest {
  readonly contributes: {
    readonly languages: readonly { readonly id: string; readonly configuration?: string }[];
    readonly configuration: { readonly properties: Record<string, { readonly examples?: readonly string[] }> };
  };
}

/** The ids of the languages that this extension brings. The others in the manifest belong to somebody else. */
export function ownLanguages(extension: Extension<unknown>): string[] {
  const { languages } = (extension.packageJSON as Manifest).contributes;
  return languages.filter((language) => language.configuration !== undefined).map((language) => language.id);
}

/** Those of them that are units of systemd. */
export function unitLanguages(extension: Extension<unknown>): string[] {
  return ownLanguages(extension).filter((id) => id.startsWith('systemd-'));
}

/** What `bootwright.systemdVersion` is likely to be set to: `auto`, then version numbers from new to old. */
export function usualVersions(extension: Extension<unknown>): readonly string[] {
  const { properties } = (extension.packageJSON as Manifest).contributes.configuration;
  return properties['bootwright.systemdVersion']?.examples ?? [];
}
