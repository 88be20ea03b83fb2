import { CancellationTokenSource, Disposable, EventEmitter, type Memento, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type BootAnswer,
  type BootDifference,
  type BootParams,
  bootChanged,
} from '../../../server/src/protocol/boot.ts';
import type { RootSummary } from '../../../server/src/protocol/planning.ts';
import type { Roots } from '../planning/roots.ts';
import { profileFromSettings } from './profile.ts';
import type { BootServer } from './server.ts';
import type { BootTimes } from './times.ts';
import type { WhatIf } from './whatIf.ts';

/** The boot that the views show. */
export interface ShownBoot {
  readonly root: RootSummary;
  readonly params: BootParams;
  /** With all that is supposed. */
  readonly boot: BootAnswer;
  /** What that changes; undefined when nothing is supposed. */
  readonly difference: BootDifference | undefined;
}

const anchorsKey = 'bootwright.bootAnchors';

/**
 * The boot of the current root, asked for when somebody looks at it, and again whenever a file, an edit or a setting
 * changes it. The views keep what they show until the next answer is there.
 */
export class BootModel {
  readonly #server: BootServer;
  readonly #roots: Roots;
  readonly #times: BootTimes;
  readonly #memory: Memento;
  readonly #changed = new EventEmitter<void>();
  readonly #subscriptions: Disposable;
  readonly #watchers = new Set<() => boolean>();
  #asking: CancellationTokenSource | undefined;
  #last: ShownBoot | undefined;
  #answer: Promise<ShownBoot | undefined> | undefined;

  /** There is another answer. */
  readonly onDidChange = this.#changed.event;

  constructor(
    client: BaseLanguageClient,
    server: BootServer,
    roots: Roots,
    times: BootTimes,
    readonly whatIf: WhatIf,
    memory: Memento,
  ) {
    this.#server = server;
    this.#roots = roots;
    this.#times = times;
    this.#memory = memory;
    const outdated = () => this.outdated();
    this.#subscriptions = Disposable.from(
      this.#changed,
      client.onNotification(bootChanged, outdated),
      roots.onDidChange(outdated),
      whatIf.onDidChange(outdated),
      workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('bootwright.profile') && outdated()),
    );
  }

  /** Has the boot asked for again at each change, for as long as somebody looks: `isLooking` tells. */
  watch(isLooking: () => boolean): Disposable {
    this.#watchers.add(isLooking);
    return new Disposable(() => this.#watchers.delete(isLooking));
  }

  /** The boot as it is now; undefined without a root, or without an answer. */
  current(): Promise<ShownBoot | undefined> {
    this.#answer ??= this.#ask();
    return this.#answer;
  }

  /** The last answer, which may be outdated. */
  get last(): ShownBoot | undefined {
    return this.#last;
  }

  /** What is asked for of a root, with nothing supposed. */
  paramsOf(root: string): BootParams {
    const anchor = this.anchorOf(root);
    return { root, profile: profileFromSettings(), ...(anchor !== undefined && { anchor }) };
  }

  /** The unit that the user wants to boot into; undefined for the one that the root itself names. */
  anchorOf(root: string): string | undefined {
    return this.#memory.get<Readonly<Record<string, string | undefined>>>(anchorsKey, {})[root];
  }

  async bootInto(root: string, anchor: string | undefined): Promise<void> {
    await this.#memory.update(anchorsKey, { ...this.#memory.get<object>(anchorsKey, {}), [root]: anchor });
    this.outdated();
  }

  /** Something has changed: asks again if somebody looks, else when somebody wants to know. */
  outdated(): void {
    this.#asking?.cancel();
    this.#answer = undefined;
    if ([...this.#watchers].some((isLooking) => isLooking())) void this.current();
  }

  dispose(): void {
    this.#asking?.cancel();
    this.#subscriptions.dispose();
  }

  async #ask(): Promise<ShownBoot | undefined> {
    const asking = new CancellationTokenSource();
    this.#asking = asking;
    const shown = await window.withProgress({ location: { viewId: 'bootwright.boot' } }, () => this.#shown(asking));
    // Whoever waits for an outdated answer gets the newer one.
    if (asking.token.isCancellationRequested) return this.current();
    this.#last = shown;
    this.#changed.fire();
    return shown;
  }

  async #shown({ token }: CancellationTokenSource): Promise<ShownBoot | undefined> {
    const root = await this.#roots.current();
    if (!root || token.isCancellationRequested) return undefined;
    await this.#times.ready(root.uri);
    const params = this.paramsOf(root.uri);
    const supposed = this.whatIf.supposing(params);
    const isSupposing = this.whatIf.of(root.uri).length > 0;
    const [boot, difference] = await Promise.all([
      this.#server.boot(supposed, token),
      isSupposing ? this.#server.compare({ before: params, after: supposed }, token) : undefined,
    ]);
    return boot && { root, params: supposed, boot, difference };
  }
}
