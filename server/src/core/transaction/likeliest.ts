import type { TransactionDraft } from './draft.ts';
import type { OtherTransaction, Transaction, TransactionError } from './job.ts';
import { drawnOrder, GRAPH_ORDER, type TableOrder } from './tableOrder.ts';

/** A transaction that was made with one order of the tables. */
export interface Attempt {
  readonly draft: TransactionDraft;
  readonly error: TransactionError | undefined;
  /** The same for callers. */
  finish(): Transaction;
}

/** How many orders are tried, and how much work may go into that, so that a large root does not take long. */
const DRAWS = 150;
const WORK_TO_SPEND = 40_000;
/** How many of the other answers are told. */
const OTHERS = 8;

interface Answer {
  readonly attempt: Attempt;
  readonly jobs: ReadonlySet<string>;
  times: number;
}

/**
 * The answer that systemd gives most often. One attempt will do when nothing hangs on the order of the tables; else others
 * are made with orders drawn at random, always the same ones.
 */
export function likeliestTransaction(make: (order: TableOrder) => Attempt): Transaction {
  const first = make(GRAPH_ORDER);
  if (!first.draft.orderMattered) return first.finish();
  const answers = new Map<string, Answer>();
  const draws = Math.min(DRAWS, Math.floor(WORK_TO_SPEND / (first.draft.work + 1)));
  note(answers, first);
  for (let seed = 1; seed <= draws; seed++) note(answers, make(drawnOrder(seed)));
  const [best, ...others] = ranked([...answers.values()]);
  const transaction = best!.attempt.finish();
  if (others.length === 0) return transaction;
  const share = (answer: Answer) => answer.times / (draws + 1);
  const told = others.slice(0, OTHERS).map((other) => compared(best!, other, share(other)));
  return { ...transaction, chance: { share: share(best!), others: told } };
}

/**
 * The likeliest first. Where many choices come together hardly any answer comes twice; then the one counts of which each job
 * by itself is most usual.
 */
function ranked(answers: Answer[]): Answer[] {
  const times = new Map<string, number>();
  for (const answer of answers) for (const job of answer.jobs) times.set(job, (times.get(job) ?? 0) + answer.times);
  const all = answers.reduce((sum, answer) => sum + answer.times, 0);
  const usual = new Map(answers.map((answer) => [answer, usualness(answer, times, all)]));
  return answers.sort((a, b) => b.times - a.times || usual.get(b)! - usual.get(a)!);
}

/** The logarithm of how likely the answer is if each job came and went on its own; half a draw stands for what never came. */
function usualness({ jobs }: Answer, times: ReadonlyMap<string, number>, all: number): number {
  let sum = 0;
  for (const [job, count] of times) sum += Math.log((jobs.has(job) ? count : all - count) + 0.5);
  return sum;
}

function note(answers: Map<string, Answer>, attempt: Attempt): void {
  const jobs = jobsOf(attempt);
  const key = attempt.error ? `refused ${attempt.error.name}` : [...jobs].join(' ');
  const answer = answers.get(key);
  if (answer) answer.times++;
  else answers.set(key, { attempt, jobs, times: 1 });
}

function jobsOf({ draft, error }: Attempt): ReadonlySet<string> {
  if (error) return new Set();
  return new Set([...draft.jobs.values()].map(([job]) => `${job!.type} ${job!.unit.id}`).sort());
}

function compared(best: Answer, { attempt, jobs }: Answer, share: number): OtherTransaction {
  const more = [...jobs].filter((job) => !best.jobs.has(job));
  const less = [...best.jobs].filter((job) => !jobs.has(job));
  return { share, ...(attempt.error ? { error: attempt.error } : {}), more, less };
}
