/** A test: it fails by throwing. */
export type Test = () => Promise<void>;

/** Test names to tests, in the order in which they run: they share one editor. */
export type Suite = Record<string, Test>;

const deadline = 60_000;
const pause = 25;

/** Runs suites one after the other, with one line per test in the log; throws at the end if a test has failed. */
export async function runSuites(suites: Record<string, Suite>): Promise<void> {
  let passed = 0;
  let failed = 0;
  for (const [suiteName, suite] of Object.entries(suites)) {
    for (const [testName, test] of Object.entries(suite)) {
      if (await passes(`${suiteName}: ${testName}`, test)) passed++;
      else failed++;
    }
  }
  report(`${passed} passed, ${failed} failed`);
  if (failed > 0) throw new Error(`${failed} failed`);
}

/** Writes to the log of the run. By the prefix the driver tells our lines from those of VS Code. */
export function report(text: string): void {
  console.log(`e2e: ${text}`);
}

async function passes(name: string, test: Test): Promise<boolean> {
  const start = Date.now();
  try {
    await test();
    report(`ok ${name} (${Date.now() - start} ms)`);
    return true;
  } catch (error) {
    report(`not ok ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return false;
  }
}

/**
 * Asks again and again until the answer is there, and returns it. Fails after a minute, with the last answer that
 * was not good enough: `describe` makes text of it.
 */
export async function until<T>(
  what: string,
  ask: () => PromiseLike<T> | T,
  isGood: (answer: T) => boolean | undefined = Boolean,
  describe: (answer: T) => unknown = (answer) => answer,
): Promise<T> {
  const end = Date.now() + deadline;
  for (;;) {
    const answer = await ask();
    if (isGood(answer)) return answer;
    if (Date.now() > end) throw new Error(`${what}: not within ${deadline} ms; last: ${json(describe(answer))}`);
    await new Promise((resume) => setTimeout(resume, pause));
  }
}

export function equal<T>(actual: T, expected: T, what = 'value'): void {
  if (json(actual) !== json(expected)) throw new Error(`${what}: ${json(actual)}, expected ${json(expected)}`);
}

export function check(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}

function json(value: unknown): string {
  return JSON.stringify(value) ?? 'undefined';
}
