import { commands, env, window } from 'vscode';
import type { Applied, ChangeParams, Plan, PlanMessage } from '../../../server/src/protocol/planning.ts';
import type { LinkPreview } from '../views/linkPreview.ts';
import { doneInWords, titleOf } from './changeWords.ts';
import type { PlanningServer } from './server.ts';

const apply = 'Apply';
const copyCommand = 'Copy Command';
const copyShell = 'Copy Shell Lines';
const cancel = 'Cancel';
const undo = 'Undo';
const force = 'Preview with --force';

const undoKey = 'bootwright.canUndo';

/** A plan that is being shown, until it is applied or dropped. */
interface Proposal {
  readonly params: ChangeParams;
  readonly plan: Plan;
}

/** Takes a change of links from the plan over the preview to the disk, and back if the user wants that. */
export class Changing {
  readonly #server: PlanningServer;
  readonly #preview: LinkPreview;
  #proposal: Proposal | undefined;
  /** What can be undone, the last change at the end. */
  readonly #done: { readonly undo: string; readonly words: string }[] = [];

  constructor(server: PlanningServer, preview: LinkPreview) {
    this.#server = server;
    this.#preview = preview;
    preview.onDidClose(() => {
      this.#proposal = undefined;
    });
  }

  /** Plans a change and shows it. Nothing is written before the user says so. */
  async propose(params: ChangeParams): Promise<void> {
    const plan = await this.#server.plan(params);
    if (!plan) return void window.showErrorMessage(`Bootwright cannot plan this change: see its output.`);
    if (plan.changes.length === 0) return this.#sayNothingToDo({ params, plan });
    const proposal = { params, plan };
    await this.#preview.close();
    this.#proposal = proposal;
    await this.#preview.show(`${titleOf(params)} (links before and after)`, plan, {
      applies: plan.cannotApply === null,
      hasCommand: plan.command !== null,
    });
    void this.#ask(proposal);
  }

  /** Applies what the preview shows. */
  async applyShown(): Promise<void> {
    if (this.#proposal) await this.#apply(this.#proposal);
  }

  async copyShownCommand(): Promise<void> {
    if (this.#proposal) await copySystemctl(this.#proposal.plan);
  }

  async copyShownShell(): Promise<void> {
    if (this.#proposal) await copyLines(this.#proposal.plan);
  }

  async cancelShown(): Promise<void> {
    await this.#preview.close();
  }

  /** Takes back the last change that was applied. */
  async undoLast(): Promise<void> {
    const last = this.#done.at(-1);
    if (!last) return void window.showInformationMessage('There is no change of links to undo.');
    await this.#undo(last);
  }

  /** The summary in words with the choices. It may outlive the preview: then it says so. */
  async #ask(proposal: Proposal): Promise<void> {
    const { plan, params } = proposal;
    const say = worst(plan.messages) === 'fine' ? window.showInformationMessage : window.showWarningMessage;
    const choices = [
      ...(plan.cannotApply === null ? [apply] : []),
      ...(plan.command === null ? [] : [copyCommand]),
      ...[copyShell, cancel],
    ];
    const choice = await say(proposalWords(params, plan), ...choices);
    const isShown = this.#proposal === proposal;
    if (choice === copyCommand) await copySystemctl(plan);
    if (choice === copyShell) await copyLines(plan);
    if (choice === cancel && isShown) await this.#preview.close();
    if (choice === apply && isShown) await this.#apply(proposal);
    else if (choice === apply) await this.propose(params);
  }

  async #apply(proposal: Proposal): Promise<void> {
    const { params, plan } = proposal;
    const applied = await this.#server.apply({ ...params, changes: plan.changes });
    if (applied && !applied.applied && applied.outdated) {
      void window.showWarningMessage(`${applied.reason} This is the new preview.`);
      return this.propose(params);
    }
    if (!succeeded(applied)) return;
    await this.#preview.close();
    const words = doneInWords(params);
    const done = applied.undo === null ? undefined : { undo: applied.undo, words };
    if (done) this.#done.push(done);
    await this.#undoChanged();
    const choice = await window.showInformationMessage(
      `${words}: ${linksInWords(params, plan)}.`,
      ...(done ? [undo] : []),
    );
    if (choice === undo && done) await this.#undo(done);
  }

  async #undo(done: { readonly undo: string; readonly words: string }): Promise<void> {
    const index = this.#done.indexOf(done);
    if (index < 0) return void window.showInformationMessage('This change has been undone already.');
    const undone = await this.#server.undo(done.undo);
    if (!succeeded(undone)) return;
    this.#done.splice(index, 1);
    await this.#undoChanged();
    void window.showInformationMessage(`Undone: ${done.words}.`);
  }

  async #undoChanged(): Promise<void> {
    await commands.executeCommand('setContext', undoKey, this.#done.length > 0);
  }

  async #sayNothingToDo({ params, plan }: Proposal): Promise<void> {
    const said = plan.messages.filter(({ level }) => level !== 'info').map(({ text }) => text);
    const choices = plan.forceHelps ? [force] : [];
    const failed = plan.exitStatus !== 0;
    const words = `${titleOf(params)}: ${failed ? '' : 'no link changes. '}${said.join(' ')}`.trim();
    const choice = await (failed ? window.showErrorMessage(words, ...choices) : window.showInformationMessage(words));
    if (choice === force && 'units' in params) await this.propose({ ...params, force: true });
  }
}

/** The notification's text: what changes, what systemctl complains about, and why it cannot be applied. */
function proposalWords(params: ChangeParams, plan: Plan): string {
  const complaints = plan.messages.filter(({ level }) => level === 'error' || level === 'warning');
  const shown = plan.summary.slice(0, 3);
  const rest = plan.summary.length - shown.length;
  return [
    `${titleOf(params)}:`,
    ...shown,
    ...(rest > 0 ? [`And ${rest} more.`] : []),
    ...complaints.map(({ text }) => text),
    ...(plan.cannotApply === null ? [] : [plan.cannotApply]),
  ].join(' ');
}

function linksInWords({ verb }: ChangeParams, { changes }: Plan): string {
  const made = changes.filter(({ op }) => op === 'symlink').length;
  const removed = changes.length - made;
  const links = (count: number) => `${count} link${count === 1 ? '' : 's'}`;
  if (verb === 'rename') return `${links(removed)} changed`;
  return [...(made ? [`${links(made)} made`] : []), ...(removed ? [`${links(removed)} removed`] : [])].join(', ');
}

async function copySystemctl({ command }: Plan): Promise<void> {
  if (command !== null) await copy(command, 'The systemctl command');
}

function copyLines({ shell }: Plan): Promise<void> {
  return copy(shell.join('\n'), shell.length === 1 ? 'A shell line' : `${shell.length} shell lines`);
}

function worst(messages: readonly PlanMessage[]): 'fine' | 'warning' {
  return messages.some(({ level }) => level === 'error' || level === 'warning') ? 'warning' : 'fine';
}

async function copy(text: string, what: string): Promise<void> {
  await env.clipboard.writeText(text);
  window.setStatusBarMessage(`$(check) ${what} copied`, 4000);
}

/** Whether it worked; else the user is told. */
function succeeded(answer: Applied | undefined): answer is Applied & { readonly applied: true } {
  if (answer?.applied) return true;
  void window.showErrorMessage(answer?.reason ?? 'Bootwright could not change the links: see its output.');
  return false;
}
