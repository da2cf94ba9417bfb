import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** The YAML language server that editors run, spoken to over its standard streams. */
export interface LanguageServer {
  /** Opens a text and gives the messages of its first diagnostics. */
  readonly open: (uri: string, text: string) => Promise<readonly string[]>;
  /** What the server offers at a position, lines and characters from 0. */
  readonly complete: (uri: string, line: number, character: number) => Promise<readonly string[]>;
  readonly stop: () => void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

/** Starts the server for a workspace folder. It fetches nothing. */
export async function startLanguageServer(rootUri: string): Promise<LanguageServer> {
  const program = join(
    import.meta.dirname,
    '../../node_modules/yaml-language-server/bin/yaml-language-server',
  );
  const child = spawn(process.execPath, [program, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const waiting = new Map<string, (message: Message) => void>();
  let lastId = 0;
  const send = (message: object): void => write(child, { jsonrpc: '2.0', ...message });
  const expectMessage = (key: string): Promise<Message> =>
    new Promise((resolve) => waiting.set(key, resolve));
  const ask = (method: string, params: object): Promise<Message> => {
    lastId += 1;
    send({ id: lastId, method, params });
    return expectMessage(`answer ${lastId}`);
  };
  onMessages(child, (message) => {
    if (message.method !== undefined && message.id !== undefined) {
      const items = Object(message.params).items;
      send({ id: message.id, result: Array.isArray(items) ? items.map(settings) : null });
    }
    const key =
      message.method === undefined
        ? `answer ${message.id}`
        : `${message.method} ${Object(message.params).uri}`;
    waiting.get(key)?.(message);
  });
  await ask('initialize', {
    processId: process.pid,
    rootUri,
    capabilities: { workspace: { configuration: true } },
  });
  send({ method: 'initialized', params: {} });
  return {
    open: async (uri, text) => {
      const told = expectMessage(`textDocument/publishDiagnostics ${uri}`);
      send({
        method: 'textDocument/didOpen',
        params: { textDocument: { uri, languageId: 'yaml', version: 1, text } },
      });
      const { diagnostics } = Object((await told).params);
      return diagnostics.map((diagnostic: { readonly message: string }) => diagnostic.message);
    },
    complete: async (uri, line, character) => {
      const { result } = await ask('textDocument/completion', {
        textDocument: { uri },
        position: { line, character },
      });
      const items = Array.isArray(result) ? result : Object(result).items;
      return items.map((item: { readonly label: string }) => item.label);
    },
    stop: () => child.kill(),
  };
}

function settings(item: { readonly section?: string }): object {
  return item.section === 'yaml' ? { validate: true, completion: true, schemaStore: { enable: false } } : {};
}

function write(child: ChildProcess, message: object): void {
  const body = JSON.stringify(message);
  child.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

function onMessages(child: ChildProcess, handle: (message: Message) => void): void {
  let buffer = Buffer.alloc(0);
  child.stdout?.on('data', (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk]);
    for (;;) {
      const header = buffer.indexOf('\r\n\r\n');
      const length = Number(
        /Content-Length: (\d+)/i.exec(buffer.toString('latin1', 0, Math.max(header, 0)))?.[1],
      );
      const start = header + 4;
      if (header === -1 || buffer.length < start + length) return;
      handle(JSON.parse(buffer.toString('utf8', start, start + length)));
      buffer = buffer.subarray(start + length);
    }
  });
}
