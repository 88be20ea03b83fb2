import { commands, type Disposable, Location, Position, Range, Uri } from 'vscode';
import { type ShowPlacesParams, showPlacesCommand } from '../../../server/src/protocol/units.ts';

/** Goes to the one place that a code lens is about, or shows them all over the document. */
export function showPlaces(): Disposable {
  return commands.registerCommand(showPlacesCommand, async ({ uri, position, places }: ShowPlacesParams) => {
    const locations = places.map(
      ({ uri, range: { start, end } }) =>
        new Location(Uri.parse(uri), new Range(start.line, start.character, end.line, end.character)),
    );
    const at = new Position(position.line, position.character);
    const how = locations.length === 1 ? 'goto' : 'peek';
    await commands.executeCommand('editor.action.goToLocations', Uri.parse(uri), at, locations, how);
  });
}
