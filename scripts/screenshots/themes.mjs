// The settings that pictures are taken with.

/** What pictures with the view of units are taken with. */
export const withViews = { 'workbench.activityBar.location': 'default', 'editor.codeLens': true };

export const light = { 'workbench.colorTheme': 'Light Modern' };

/** The same picture in the dark theme and, with `-light` behind its name, in the light one. */
export function inBothThemes(name, picture) {
  return {
    [name]: { ...picture, settings: { ...withViews, ...picture.settings } },
    [`${name}-light`]: { ...picture, settings: { ...withViews, ...picture.settings, ...light } },
  };
}
