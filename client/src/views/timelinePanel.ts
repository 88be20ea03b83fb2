import { commands, Disposable, type ExtensionContext, window } from 'vscode';
import type { BootModel } from '../boot/model.ts';
import type { FromPanel, ToTimeline } from '../panels/messages.ts';
import { BootPanel } from './bootPanel.ts';
import { savePicture } from './savePicture.ts';
import { timelineBody } from './timelineBody.ts';
import { actOnUnit } from './unitActions.ts';

/** The panel "Boot Timeline": the units of the boot as bars over time. It follows the boot that the view shows. */
export class TimelinePanel {
  readonly #model: BootModel;
  readonly #panel: BootPanel<ToTimeline>;
  readonly #subscriptions: Disposable;
  /** A unit to select when the panel can do that. */
  #wanted: string | undefined;

  constructor(context: ExtensionContext, model: BootModel) {
    this.#model = model;
    this.#panel = new BootPanel(context, { name: 'timeline', title: 'Boot Timeline', body: timelineBody });
    this.#subscriptions = Disposable.from(
      this.#panel,
      this.#panel.onDidReceive((message) => void this.#receive(message)),
      model.watch(() => this.#panel.isVisible),
      model.onDidChange(() => this.#send()),
      commands.registerCommand('bootwright.boot.timeline', (told?: unknown) => this.#open(told)),
      commands.registerCommand('bootwright.boot.exportTimeline', () => this.#export()),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #open(told: unknown): Promise<void> {
    const unit = typeof told === 'object' && told !== null ? (told as { unit?: unknown }).unit : undefined;
    this.#wanted = typeof unit === 'string' ? unit : undefined;
    this.#panel.open();
    await this.#model.current();
    this.#send();
  }

  #send(): void {
    const shown = this.#model.last;
    if (!shown || !this.#panel.post({ type: 'boot', boot: shown.boot, root: shown.root.name })) return;
    if (this.#wanted !== undefined) this.#panel.post({ type: 'select', unit: this.#wanted });
    this.#wanted = undefined;
  }

  async #receive(message: FromPanel): Promise<void> {
    if (message.type === 'ready') {
      await this.#model.current();
      this.#send();
    } else if (message.type === 'unit') await actOnUnit(this.#model, message.action, message.unit);
    else if (message.type === 'svg') await savePicture(`boot-${this.#model.last?.boot.anchor ?? ''}`, message.svg);
    else if (message.type === 'run' && message.command === 'export') this.#export();
    else if (message.type === 'run') await commands.executeCommand('bootwright.boot.importTimes');
  }

  #export(): void {
    if (!this.#panel.post({ type: 'export' })) void window.showInformationMessage('Open the boot timeline first.');
  }
}
