import { chase } from '../../../tree/chase.ts';
import { joinPath } from '../../../tree/systemTree.ts';
import { nullOrEmptyPath } from '../../../units/nullOrEmpty.ts';
import { searchFolders } from '../sources.ts';
import { type CrossFileCheck, headSpan, type Surroundings } from './check.ts';

/** A file that systemd does not read, as one of the same name stands in a folder that wins. */
export const overriddenFile: CrossFileCheck = (around) => {
  const { index, sources } = around;
  const source = sources[0];
  if (!source || sources.some(({ active }) => active)) return [];
  const winner = winnerOf(around, source.place);
  if (winner === undefined) return [];
  const masks = nullOrEmptyPath(index.root.tree, winner).kind === 'mask';
  const message = masks
    ? `systemd does not read this file: ${winner} masks it.`
    : `systemd does not read this file: ${winner} takes its place.`;
  return [{ span: headSpan(around), severity: 'information', code: 'root.overridden-file', message }];
};

/** The file of the same name, and for a drop-in the same folder name, in the folder that wins. */
function winnerOf({ index }: Surroundings, place: string): string | undefined {
  const folders = [...searchFolders(index.root)];
  const own = folders.find(([, folder]) => place.startsWith(joinPath(folder, '')));
  const rest = own && place.slice(joinPath(own[1], '').length);
  if (rest === undefined) return undefined;
  const found = folders.find(([, folder]) => chase(index.root.tree, joinPath(folder, rest), { nofollow: true }).found);
  return found && found !== own ? joinPath(found[1], rest) : undefined;
}
