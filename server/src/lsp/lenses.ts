import type * as lsp from 'vscode-languageserver';
import { fittingVerbs, lensesOf, type OfferedVerb, type UnitStanding } from '../core/features/units/lenses.ts';
import type { UnitLink } from '../core/features/units/sources.ts';
import { unitOf } from '../core/features/units/unitAt.ts';
import { chase } from '../core/tree/chase.ts';
import { unitNameForm } from '../core/values/unitNames.ts';
import {
  type EffectiveUnitParams,
  type ShowPlacesParams,
  showEffectiveUnitCommand,
  showPlacesCommand,
  type UnitVerbParams,
  unitVerbCommand,
} from '../protocol/units.ts';
import type { Guard } from './guard.ts';
import { ntpLenses } from './ntpAccess.ts';
import type { Session } from './session.ts';
import { toRange } from './toProtocol.ts';
import { locationsIn, type UnitSpot, unitSpot } from './unitSpots.ts';

/** Shows over a unit's sections how it stands among the others. */
export function registerLenses(connection: lsp.Connection, session: Session, guard: Guard, canRun: boolean): void {
  connection.onCodeLens(
    guard<lsp.CodeLensParams, lsp.CodeLens[]>('codeLens', [], async ({ textDocument }) => {
      const ofNtp = await ntpLenses(session, textDocument.uri, canRun);
      if (ofNtp) return ofNtp;
      const spot = await unitSpot(session, textDocument.uri);
      const name = spot && unitOf(spot.document);
      const standing = name === undefined ? undefined : lensesOf(spot!.index, name);
      return spot && standing ? new Lenses(session, spot, standing, canRun).all() : [];
    }),
  );
}

const VERBS: Readonly<Record<OfferedVerb, string>> = {
  enable: 'Enable',
  disable: 'Disable',
  mask: 'Mask',
  unmask: 'Unmask',
};

class Lenses {
  constructor(
    private readonly session: Session,
    private readonly spot: UnitSpot,
    private readonly standing: UnitStanding,
    private readonly canRun: boolean,
  ) {}

  all(): lsp.CodeLens[] {
    const { document } = this.spot;
    const header = (name: string) => document.file.sections.find((section) => section.name === name)?.header?.header;
    const first = header('Unit') ?? document.file.sections.find((section) => section.header)?.header?.header;
    const install = header('Install');
    const verbs = this.verbs();
    const isInstall = (verb: OfferedVerb) => install !== undefined && (verb === 'enable' || verb === 'disable');
    const above = this.top(verbs.filter((verb) => !isInstall(verb)));
    const top = first === undefined ? [] : above.map((command) => this.lens(first.start, command));
    const beside = this.install(verbs.filter(isInstall));
    const below = install === undefined ? [] : beside.map((command) => this.lens(install.start, command));
    return [...top, ...below];
  }

  /** What can be done to the unit; a drop-in is not what a verb is about. */
  private verbs(): readonly OfferedVerb[] {
    const isDropIn = this.spot.document.identity.role === 'drop-in';
    return isDropIn || !this.canRun ? [] : fittingVerbs(this.standing);
  }

  private top(verbs: readonly OfferedVerb[]): lsp.Command[] {
    const { name, state, dropIns, hides, references } = this.standing;
    const { document, path } = this.spot;
    const isDropIn = document.identity.role === 'drop-in';
    const own = isDropIn ? [this.says(`drop-in of ${name}`)] : [];
    const stated = state === undefined ? [] : [this.says(state)];
    const others = dropIns.filter((dropIn) => this.real(dropIn) !== path);
    const overridden =
      others.length === 0
        ? []
        : [
            this.shows(
              isDropIn ? `beside ${count(others, 'other drop-in')}` : `overridden by ${count(others, 'drop-in')}`,
              others,
            ),
          ];
    const hiding = hides.length === 0 || isDropIn ? [] : [this.shows(`in place of ${hides.join(', ')}`, hides)];
    const named = this.command(count(references, 'reference'), showPlacesCommand, this.places(references));
    const counted = references.length === 0 ? [] : [named];
    return [...own, ...stated, ...verbs.map(this.verb), ...overridden, ...hiding, ...counted, this.effective()];
  }

  private install(verbs: readonly OfferedVerb[]): lsp.Command[] {
    const { state, enabledBy } = this.standing;
    if (state === undefined) return [];
    const changes = verbs.map(this.verb);
    if (enabledBy.length === 0) return [this.says(`${state}: no link stands for it`), ...changes];
    const places = this.places(enabledBy.map(({ path }) => ({ path, span: undefined })));
    return [this.command(`${state}: ${enabledBy.map(linkText).join(', ')}`, showPlacesCommand, places), ...changes];
  }

  /** A verb that asks for an instance has dots behind it. */
  private readonly verb = (verb: OfferedVerb): lsp.Command => {
    const argument: UnitVerbParams = { uri: this.spot.open.uri };
    const asks = unitNameForm(this.standing.name) === 'template' && (verb === 'enable' || verb === 'disable');
    return this.command(`${VERBS[verb]}${asks ? '...' : ''}`, `${unitVerbCommand}${verb}`, argument);
  };

  private effective(): lsp.Command {
    const argument: EffectiveUnitParams = { uri: this.spot.open.uri, name: this.standing.name };
    return this.command('show effective unit', showEffectiveUnitCommand, argument);
  }

  private shows(title: string, paths: readonly string[]): lsp.Command {
    return this.command(title, showPlacesCommand, this.places(paths.map((path) => ({ path, span: undefined }))));
  }

  private places(
    places: readonly { path: string; span: { start: number; end: number } | undefined }[],
  ): ShowPlacesParams {
    const { open } = this.spot;
    return {
      uri: open.uri,
      position: { line: 0, character: 0 },
      places: places.flatMap(({ path, span }) =>
        locationsIn(this.session, this.spot, span ? path : this.real(path), span),
      ),
    };
  }

  /** Where a file is that systemd finds at this path; a mask is shown by its link. */
  private real(path: string): string {
    const end = chase(this.spot.root.tree, path);
    return end.found && end.node.type === 'file' ? end.path : path;
  }

  private says(title: string): lsp.Command {
    return { title, command: '' };
  }

  private command(title: string, command: string, argument: object): lsp.Command {
    return this.canRun ? { title, command, arguments: [argument] } : this.says(title);
  }

  private lens(offset: number, command: lsp.Command): lsp.CodeLens {
    const range = toRange(this.spot.open.index, { start: offset, end: offset });
    const [argument] = (command.arguments ?? []) as [ShowPlacesParams?];
    if (!argument?.places) return { range, command };
    return { range, command: { ...command, arguments: [{ ...argument, position: range.start }] } };
  }
}

function linkText({ kind, owner, name }: UnitLink): string {
  if (kind === 'alias') return `alias ${name}`;
  const verb = { Wants: 'wanted', Requires: 'required', Upholds: 'upheld' }[kind];
  return `${verb} by ${owner}${name.includes('@') ? ` as ${name}` : ''}`;
}

function count(items: readonly unknown[], word: string): string {
  return `${items.length} ${word}${items.length === 1 ? '' : 's'}`;
}
