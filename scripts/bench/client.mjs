// A small Language Server Protocol client over the pipes of a child process.

/** @param {import('node:child_process').ChildProcess} child a server that speaks LSP on standard input and output */
export function connect(child) {
  const waiting = new Map();
  const listening = new Map();
  let buffer = Buffer.alloc(0);
  let next = 1;
  child.stdout.on('data', (chunk) => {
    buffer = Buffer.concat([buffer, chunk]);
    for (let message = take(); message; message = take()) {
      if (message.id !== undefined && message.method === undefined) waiting.get(message.id)?.(message);
      else if (message.id !== undefined) send({ id: message.id, result: null });
      else listening.get(message.method)?.(message.params);
    }
  });

  function take() {
    const end = buffer.indexOf('\r\n\r\n');
    if (end < 0) return undefined;
    const length = Number(/Content-Length: (\d+)/i.exec(buffer.toString('latin1', 0, end))[1]);
    if (buffer.length < end + 4 + length) return undefined;
    const body = buffer.toString('utf8', end + 4, end + 4 + length);
    buffer = buffer.subarray(end + 4 + length);
    return JSON.parse(body);
  }

  function send(message) {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  return {
    /** The next notification of that name. */
    told: (method) => new Promise((resolve) => listening.set(method, resolve)),
    notify: (method, params) => send({ method, params }),
    request: (method, params) =>
      new Promise((resolve, reject) => {
        const id = next++;
        waiting.set(id, (answer) => {
          waiting.delete(id);
          if (answer.error) reject(new Error(answer.error.message));
          else resolve(answer.result);
        });
        send({ id, method, params });
      }),
  };
}
