/** An editor without a window: talks to the ESLint language server of VS Code over its standard input and output. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { pathToFileURL } from 'node:url';

export interface Diagnostic {
  readonly code?: string;
  readonly source?: string;
  readonly message: string;
  readonly severity: number;
  readonly range: Record<'start' | 'end', { readonly line: number; readonly character: number }>;
}

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** The languages that the extension offers to ESLint when `eslint.validate` does not name them. */
const PROBED = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact', 'html', 'vue', 'markdown', 'json'];

/** A workspace that is open in an editor. */
export class Editor {
  readonly #server: ChildProcessWithoutNullStreams;
  readonly #root: string;
  readonly #validate: readonly string[];
  readonly #waiting = new Map<number, (message: Message) => void>();
  readonly #languages = new Map<string, string>();
  #received = Buffer.alloc(0);
  #ids = 0;
  /** What the server wrote to its standard error. */
  errors = '';

  /**
   * @param server path of the server's script
   * @param root absolute path of the workspace
   * @param settings the text of `.vscode/settings.json`
   */
  constructor(server: string, root: string, settings: string) {
    this.#root = root;
    this.#validate = (JSON.parse(settings) as { 'eslint.validate'?: string[] })['eslint.validate'] ?? [];
    this.#server = spawn(process.execPath, [server, '--stdio'], { cwd: root });
    this.#server.stdout.on('data', (chunk: Buffer) => this.#read(chunk));
    this.#server.stderr.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
  }

  /** Shakes hands with the server. */
  async start(): Promise<void> {
    await this.#request('initialize', {
      processId: process.pid,
      rootUri: this.#uri(''),
      workspaceFolders: [{ uri: this.#uri(''), name: 'fleet' }],
      capabilities: {
        workspace: { configuration: true, workspaceFolders: true },
        textDocument: { diagnostic: { dynamicRegistration: true } },
      },
    });
    this.#send({ method: 'initialized', params: {} });
  }

  /**
   * Opens a file and asks for its problems.
   * @param file path in the workspace
   * @param languageId the language that VS Code gives the file
   */
  async diagnose(file: string, languageId: string, text: string): Promise<readonly Diagnostic[]> {
    const uri = this.#uri(file);
    this.#languages.set(uri, languageId);
    this.#send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId, version: 1, text } } });
    const { items } = (await this.#request('textDocument/diagnostic', { textDocument: { uri } })) as {
      items: Diagnostic[];
    };
    return items;
  }

  /** Ends the server. */
  [Symbol.dispose](): void {
    this.#server.kill();
  }

  #uri(file: string): string {
    return `${pathToFileURL(this.#root)}/${file}`;
  }

  async #request(method: string, params: unknown): Promise<unknown> {
    const id = (this.#ids += 1);
    const answer = await new Promise<Message>((resolve) => {
      this.#waiting.set(id, resolve);
      this.#send({ id, method, params });
    });
    if (answer.error !== undefined) throw new Error(`${method}: ${answer.error.message}`);
    return answer.result;
  }

  #send(message: Message): void {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.#server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #read(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const end = this.#received.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/.exec(this.#received.toString('latin1', 0, Math.max(end, 0)))?.[1]);
      if (end < 0 || this.#received.length < end + 4 + length) return;
      const message = JSON.parse(this.#received.toString('utf8', end + 4, end + 4 + length)) as Message;
      this.#received = this.#received.subarray(end + 4 + length);
      this.#receive(message);
    }
  }

  /** Requests of the server get an answer, as it waits for one; notifications are for the log of an editor. */
  #receive({ id, method, params, ...answer }: Message): void {
    if (method === undefined) {
      this.#waiting.get(Number(id))?.(answer);
      this.#waiting.delete(Number(id));
    } else if (id !== undefined) {
      const asked = (params as { items?: { scopeUri?: string }[] } | undefined)?.items ?? [];
      const result = method === 'workspace/configuration' ? asked.map((item) => this.#settings(item.scopeUri)) : null;
      this.#send({ id, result });
    }
  }

  /** The settings of the extension for a file, with its defaults. */
  #settings(uri = ''): object {
    const language = this.#languages.get(uri) ?? '';
    const validate = this.#validate.includes(language) ? 'on' : PROBED.includes(language) ? 'probe' : 'off';
    return {
      ...{ validate, run: 'onType', packageManager: 'npm', nodePath: null, options: {}, rulesCustomizations: [] },
      ...{ useESLintClass: true, experimental: { useFlatConfig: false }, onIgnoredFiles: 'off', quiet: false },
      ...{ format: false, codeActionOnSave: { mode: 'all' }, problems: { shortenToSingleLine: false } },
      codeAction: {
        disableRuleComment: { enable: true, location: 'separateLine', commentStyle: 'line' },
        showDocumentation: { enable: true },
      },
      workspaceFolder: { uri: this.#uri(''), name: 'fleet' },
      workingDirectory: { directory: this.#root },
    };
  }
}
