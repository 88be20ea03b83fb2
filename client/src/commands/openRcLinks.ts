import { commands, type Disposable, type QuickPickItem, Uri, window } from 'vscode';
import type { Roots } from '../planning/roots.ts';
import type { RcListings } from '../rcLinks/listings.ts';
import { listingOf } from '../rcLinks/locations.ts';

const LEVELS = ['0', '1', '2', '3', '4', '5', '6', 'S'];

/** "Bootwright: Open rc Links as Document", for a folder of the explorer, or one that is picked. */
export function openRcLinks(listings: RcListings, roots: Roots): Disposable {
  return commands.registerCommand('bootwright.openRcLinks', async (told?: unknown) => {
    const folder = told instanceof Uri ? told : await pickFolder(listings, roots);
    if (!folder) return;
    const listing = await listings.listing(folder);
    if (!listing) {
      return void window.showErrorMessage(
        `${folder.path} is no folder of links of a runlevel, such as etc/rc3.d of a system root.`,
      );
    }
    await window.showTextDocument(listingOf(folder), { preview: false });
    if (listing.readOnly !== null)
      void window.showInformationMessage(
        `These links can be looked at, checked and planned, but not changed. ${listing.readOnly}`,
      );
  });
}

interface FolderPick extends QuickPickItem {
  readonly folder: Uri;
}

/** Offers the folders of links of all roots. */
async function pickFolder(listings: RcListings, roots: Roots): Promise<Uri | undefined> {
  const all = (await roots.all()).filter(({ system }) => system);
  const folders = all.flatMap((root) => LEVELS.map((level) => ({ root, level, path: `etc/rc${level}.d` })));
  const found = await Promise.all(
    folders.map(async ({ root, level, path }): Promise<FolderPick[]> => {
      const folder = Uri.joinPath(Uri.parse(root.uri), path);
      const listing = await listings.listing(folder);
      if (!listing) return [];
      const links = listing.text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;
      const what = level === 'S' ? 'Boot' : `Runlevel ${level}`;
      return [
        {
          label: `$(list-ordered) ${what}`,
          description: `/${path}`,
          detail: `${all.length > 1 ? `${root.name} · ` : ''}${links} links`,
          folder,
        },
      ];
    }),
  );
  const items = found.flat();
  if (items.length === 0) {
    return void window.showInformationMessage(
      'No system root of the workspace has links of runlevels, such as etc/rc3.d.',
    );
  }
  const picked = await window.showQuickPick(items, {
    title: 'Open rc Links as Document',
    placeHolder: 'The runlevel whose links to edit',
  });
  return picked?.folder;
}
