import { ConfigurationTarget, workspace } from 'vscode';
import type { BootProfile } from '../../../server/src/protocol/boot.ts';

/** The settings that say what machine it is that boots. */
export const profileSettings = ['commandLine', 'architecture', 'virtualization', 'firstBoot', 'devices'] as const;

export type ProfileSetting = (typeof profileSettings)[number];

/** The machine as the settings `bootwright.profile.*` describe it; what they leave out the root may tell. */
export function profileFromSettings(): BootProfile {
  const settings = workspace.getConfiguration('bootwright.profile');
  const text = (name: ProfileSetting) => settings.get<string>(name, '').trim();
  const commandLine = settings.get<string | null>('commandLine', null);
  const devices = settings.get<readonly string[] | null>('devices', null);
  const firstBoot = text('firstBoot');
  return {
    ...(commandLine !== null && { commandLine }),
    ...(text('architecture') !== '' && { architecture: text('architecture') }),
    ...(text('virtualization') !== '' && { virtualization: text('virtualization') }),
    ...((firstBoot === 'yes' || firstBoot === 'no') && { firstBoot: firstBoot === 'yes' }),
    ...(devices !== null && { devices }),
  };
}

/** Writes one of the settings; undefined leaves it to the root again. */
export async function setProfile(setting: ProfileSetting, value: unknown): Promise<void> {
  const target = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await workspace.getConfiguration('bootwright.profile').update(setting, value, target);
}
