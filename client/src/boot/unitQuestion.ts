import { type QuickPickItem, window } from 'vscode';
import type { UnitSummary } from '../../../server/src/protocol/planning.ts';
import type { Roots } from '../planning/roots.ts';
import type { PlanningServer } from '../planning/server.ts';
import { iconOfState } from '../views/unitIcons.ts';

interface UnitPick extends QuickPickItem {
  readonly unit: string;
}

/** Which units may be picked; those for which it answers true. */
export type UnitFilter = (unit: UnitSummary) => boolean;

/** Finds out which unit a command about the boot is for. */
export class UnitQuestion {
  readonly #server: PlanningServer;
  readonly #roots: Roots;
  readonly #languages: readonly string[];

  constructor(server: PlanningServer, roots: Roots, languages: readonly string[]) {
    this.#server = server;
    this.#roots = roots;
    this.#languages = languages;
  }

  /** The unit that the command was told, else that of the open file, else one that the user picks. */
  async unitFor(told: unknown, title: string): Promise<string | undefined> {
    const { unit } = typeof told === 'object' && told !== null ? (told as { unit?: unknown }) : {};
    if (typeof unit === 'string') return unit;
    return (await this.#ofOpenFile()) ?? (await this.pick(title, () => true));
  }

  /** One unit of the current root, as the user picks it; undefined when they turned away. */
  async pick(title: string, isOffered: UnitFilter): Promise<string | undefined> {
    const root = await this.#roots.current();
    if (!root) {
      void window.showWarningMessage(
        'There is no system root in this workspace: open a folder with etc/systemd or usr/lib/systemd in it.',
      );
      return undefined;
    }
    const items = this.#server.units(root.uri).then((units) => units.filter(isOffered).map(unitItem));
    const options = { title, placeHolder: 'Name or description', matchOnDescription: true, matchOnDetail: true };
    return (await window.showQuickPick(items, options))?.unit;
  }

  async #ofOpenFile(): Promise<string | undefined> {
    const document = window.activeTextEditor?.document;
    if (!document || !this.#languages.includes(document.languageId)) return undefined;
    const file = await this.#server.unitOfFile(document.uri.toString());
    return file && !file.global ? file.unit : undefined;
  }
}

function unitItem({ name, state, description }: UnitSummary): UnitPick {
  return { label: `$(${iconOfState(state).id}) ${name}`, description: state, detail: description, unit: name };
}
