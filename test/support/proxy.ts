import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** An HTTP proxy that tunnels every host to one port, and records its traffic. */
export interface Proxy {
  readonly url: string;
  /** `host:port` of every requested tunnel. */
  readonly tunnels: string[];
  /** Plain requests, of which there should be none. */
  readonly plain: string[];
  /** All bytes from the client, as latin-1. */
  seen(): string;
  close(): Promise<void>;
}

/**
 * @param port the loopback port to which every tunnel leads
 * @param options.refuse answers 407 to every tunnel
 */
export async function startProxy(port: () => number, options: { readonly refuse?: boolean } = {}): Promise<Proxy> {
  const tunnels: string[] = [];
  const plain: string[] = [];
  const sockets = new Set<Socket>();
  let seen = '';
  const server = createServer((request, response) => {
    plain.push(request.url ?? '');
    response.writeHead(502).end();
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    tunnels.push(request.url ?? '');
    seen += JSON.stringify(request.headers);
    if (options.refuse === true) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const upstream = connect(port(), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      client.on('data', (chunk: Buffer) => (seen += chunk.toString('latin1')));
      client.pipe(upstream).pipe(client);
    });
    sockets.add(upstream);
    upstream.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tunnels,
    plain,
    seen: () => seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
