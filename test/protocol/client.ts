import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { builtCli } from './build.ts';

/** How long an answer may take before a test gives up on it, in milliseconds. */
const DEADLINE = 60_000;

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

interface Waiting {
  readonly wanted: (message: Message) => boolean;
  readonly resolve: (message: Message) => void;
}

/** What a plain editor tells of itself: nothing that is special to VS Code. */
const PLAIN_EDITOR = {
  processId: null,
  clientInfo: { name: 'plain editor' },
  rootUri: null,
  capabilities: {
    textDocument: {
      completion: { completionItem: { documentationFormat: ['markdown'] } },
      publishDiagnostics: { relatedInformation: true },
    },
  },
};

/** A language server that was started as any editor would, over its standard input and output. */
export class Client {
  readonly #server: ChildProcessWithoutNullStreams;
  readonly #received: Message[] = [];
  readonly #waiting: Waiting[] = [];
  readonly #exit: Promise<number | null>;
  #chunks: Buffer[] = [];
  #size = 0;
  #needed = 1;
  #lastId = 0;
  /** What it wrote to its standard error. */
  stderr = '';

  constructor() {
    this.#server = spawn(process.execPath, [builtCli(), 'lsp', '--stdio'], { stdio: 'pipe' });
    this.#exit = new Promise((resolve) => this.#server.on('exit', resolve));
    this.#server.stdout.on('data', (data: Buffer) => this.#read(data));
    this.#server.stderr.on('data', (data: Buffer) => {
      this.stderr += data.toString();
    });
    // Writing to a server that has ended is the test's fault, and told by the answer that does not come.
    this.#server.stdin.on('error', () => undefined);
  }

  /** Starts a server and says hello. */
  static async start(parameters: object = {}): Promise<Client> {
    const client = new Client();
    await client.request('initialize', { ...PLAIN_EDITOR, ...parameters });
    client.notify('initialized', {});
    return client;
  }

  /** Sends a request and gives the result; rejects when the answer is an error, or does not come in time. */
  async request<T>(method: string, params: unknown): Promise<T> {
    const { result, error } = await this.answer(method, params);
    if (error) throw new Error(`${method}: ${error.code} ${error.message}`);
    return result as T;
  }

  /** Sends a request and gives the whole answer. */
  answer(method: string, params: unknown): Promise<Message> {
    const id = ++this.#lastId;
    const answer = this.#next(`answer to ${method}`, (message) => message.id === id && message.method === undefined);
    this.#send({ id, method, params });
    return answer;
  }

  /** Sends a request and takes it back at once; gives the answer, which comes all the same. */
  cancelled(method: string, params: unknown): Promise<Message> {
    const answer = this.answer(method, params);
    this.notify('$/cancelRequest', { id: this.#lastId });
    return answer;
  }

  notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  /** Opens a document; its diagnostics come unasked, see `diagnostics`. */
  open(uri: string, text: string, languageId = 'systemd-service', version = 1): void {
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
  }

  /** The diagnostics that are published for this version of a document, or were already. */
  async diagnostics(uri: string, version = 1): Promise<Diagnostic[]> {
    const isIt = ({ method, params }: Message) => {
      const told = params as { uri?: string; version?: number } | undefined;
      return method === 'textDocument/publishDiagnostics' && told?.uri === uri && told.version === version;
    };
    const known = this.#received.findLast(isIt) ?? (await this.#next(`diagnostics of ${uri}`, isIt));
    return (known.params as { diagnostics: Diagnostic[] }).diagnostics;
  }

  /** The next notification of that name that fits. */
  async notification<T>(method: string, fits: (params: T) => boolean = () => true): Promise<T> {
    const found = await this.#next(method, (message) => message.method === method && fits(message.params as T));
    return found.params as T;
  }

  /** Forgets what was received, so that only what comes from now on counts. */
  forget(): void {
    this.#received.length = 0;
  }

  /** Ends the server politely and gives its exit status. */
  async stop(): Promise<number | null> {
    await this.request('shutdown', null);
    this.notify('exit', null);
    return this.exited();
  }

  /** The exit status of the server once it has ended. */
  exited(): Promise<number | null> {
    return within(this.#exit, 'the end of the server');
  }

  /** Sends bytes as they are. */
  raw(text: string): void {
    this.#server.stdin.write(text);
  }

  /** Ends the server in any case. */
  kill(): void {
    this.#server.kill('SIGKILL');
  }

  #next(what: string, wanted: (message: Message) => boolean): Promise<Message> {
    const found = new Promise<Message>((resolve) => this.#waiting.push({ wanted, resolve }));
    return within(found, what);
  }

  #send(message: object): void {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.raw(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  /** Chunks are joined only when a whole message is there: answers may be many megabytes long. */
  #read(data: Buffer): void {
    this.#chunks.push(data);
    this.#size += data.length;
    while (this.#size >= this.#needed) {
      const buffer = Buffer.concat(this.#chunks);
      const end = buffer.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/i.exec(buffer.subarray(0, Math.max(end, 0)).toString())?.[1]);
      const isWhole = !Number.isNaN(length) && buffer.length >= end + 4 + length;
      const rest = isWhole ? buffer.subarray(end + 4 + length) : buffer;
      this.#chunks = [rest];
      this.#size = rest.length;
      this.#needed = isWhole || Number.isNaN(length) ? 1 : end + 4 + length;
      if (!isWhole) return;
      this.#take(JSON.parse(buffer.subarray(end + 4, end + 4 + length).toString()) as Message);
    }
  }

  #take(message: Message): void {
    this.#received.push(message);
    // A request of the server that a plain editor does not know.
    if (message.method !== undefined && message.id !== undefined)
      this.#send({ id: message.id, error: { code: -32601, message: 'not known' } });
    const index = this.#waiting.findIndex(({ wanted }) => wanted(message));
    if (index >= 0) this.#waiting.splice(index, 1)[0]!.resolve(message);
  }
}

/** A diagnostic as LSP has it, as far as the tests look at it. */
export interface Diagnostic {
  readonly range: Range;
  readonly severity: number;
  readonly code: string;
  readonly source: string;
  readonly message: string;
  readonly tags?: readonly number[];
  readonly codeDescription?: { readonly href: string };
  readonly relatedInformation?: readonly { readonly message: string }[];
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Position {
  readonly line: number;
  readonly character: number;
}

function within<T>(promise: Promise<T>, what: string): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No ${what} within ${DEADLINE / 1000} s`)), DEADLINE);
    promise.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (fault) => {
        clearTimeout(timer);
        reject(fault);
      },
    );
  });
}
