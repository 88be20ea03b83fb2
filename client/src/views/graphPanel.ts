import { CancellationTokenSource, commands, Disposable, type ExtensionContext, window } from 'vscode';
import type { Neighbourhood } from '../../../server/src/protocol/boot.ts';
import type { BootModel } from '../boot/model.ts';
import type { BootServer } from '../boot/server.ts';
import type { UnitQuestion } from '../boot/unitQuestion.ts';
import type { FromPanel, GraphView, ToGraph } from '../panels/messages.ts';
import { BootPanel } from './bootPanel.ts';
import { graphBody } from './graphBody.ts';
import { savePicture } from './savePicture.ts';
import { actOnUnit } from './unitActions.ts';

/** The panel "Dependencies": one unit with its neighbours in both directions. It follows edits as the boot does. */
export class GraphPanel {
  readonly #model: BootModel;
  readonly #server: BootServer;
  readonly #question: UnitQuestion;
  readonly #panel: BootPanel<ToGraph>;
  readonly #subscriptions: Disposable;
  #view: GraphView | undefined;
  #graph: Neighbourhood | undefined;
  #asking: CancellationTokenSource | undefined;

  constructor(context: ExtensionContext, model: BootModel, server: BootServer, question: UnitQuestion) {
    this.#model = model;
    this.#server = server;
    this.#question = question;
    this.#panel = new BootPanel(context, { name: 'graph', title: 'Dependencies', body: graphBody });
    this.#subscriptions = Disposable.from(
      this.#panel,
      this.#panel.onDidReceive((message) => void this.#receive(message)),
      model.watch(() => this.#panel.isVisible),
      model.onDidChange(() => this.#panel.isVisible && void this.#ask()),
      commands.registerCommand('bootwright.boot.graph', (told?: unknown) => this.#open(told)),
      commands.registerCommand('bootwright.boot.exportGraph', () => this.#export()),
    );
  }

  dispose(): void {
    this.#asking?.cancel();
    this.#subscriptions.dispose();
  }

  async #open(told: unknown): Promise<void> {
    const unit = await this.#question.unitFor(told, 'Show the dependencies of a unit');
    if (unit === undefined) return;
    this.#view = { depth: 1, order: true, defaults: false, ...this.#view, unit };
    this.#panel.open();
    await this.#ask();
  }

  /** Asks for the neighbours, and sends them when the panel can take them. */
  async #ask(): Promise<void> {
    const view = this.#view;
    const shown = await this.#model.current();
    if (!view || !shown) return;
    this.#asking?.cancel();
    const asking = new CancellationTokenSource();
    this.#asking = asking;
    const graph = await this.#server.neighbourhood({ ...shown.params, ...view }, asking.token);
    if (asking.token.isCancellationRequested) return;
    if (!graph) return void window.showWarningMessage(`${view.unit} is no unit of ${shown.root.name}.`);
    this.#graph = graph;
    this.#panel.entitle(`Dependencies of ${graph.unit}`);
    this.#send();
  }

  #send(): void {
    const anchor = this.#model.last?.boot.anchor ?? '';
    if (this.#graph && this.#view) this.#panel.post({ type: 'graph', graph: this.#graph, view: this.#view, anchor });
  }

  async #receive(message: FromPanel): Promise<void> {
    if (message.type === 'ready') this.#send();
    else if (message.type === 'ask') {
      this.#view = message.view;
      await this.#ask();
    } else if (message.type === 'unit') {
      const uri = this.#graph?.nodes.find(({ name }) => name === message.unit)?.uri;
      await actOnUnit(this.#model, message.action, message.unit, uri);
    } else if (message.type === 'svg') await savePicture(`dependencies-${this.#view?.unit ?? ''}`, message.svg);
    else this.#export();
  }

  #export(): void {
    if (!this.#panel.post({ type: 'export' }))
      void window.showInformationMessage('Open the dependencies of a unit first.');
  }
}
