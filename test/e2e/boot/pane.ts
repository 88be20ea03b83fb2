/** The CSS selector of one of the views in the side bar, by its name. */
export function pane(name: string): string {
  return `.sidebar .pane:has(> .pane-header[aria-label^="${name}"])`;
}
