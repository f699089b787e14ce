import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** A program that hears webhooks, well or badly as its path says. Made for tests. */
export type Receiver = {
  readonly url: string;
  readonly port: number;
  readonly received: Received[];
  /** How many waited for an answer at once, at most. */
  readonly atOnce: number;
  /** Answers by this status, after a while; 0 hangs. */
  answerWith(status: number, ms?: number): void;
  close(): Promise<void>;
};

export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let [status, pauseMs, waiting, atOnce] = [200, 0, 0, 0];
  const server = createServer((request, response) => {
    atOnce = Math.max(atOnce, ++waiting);
    response.on('close', () => void (waiting -= 1));
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const path = request.url ?? '';
      received.push({ path, headers: request.headers, body: Buffer.concat(parts).toString() });
      if (path === '/hang' || status === 0) return;
      if (path === '/drip') {
        response.writeHead(200);
        const dripping = setInterval(() => response.write('x'), 20);
        response.on('close', () => clearInterval(dripping));
        return;
      }
      if (path === '/break') return request.socket.destroy();
      if (path === '/elsewhere') {
        response.writeHead(307, { Location: '/stolen' });
        response.end();
        return;
      }
      if (path === '/flood') {
        response.writeHead(500, { 'Content-Type': 'text/html' });
        response.end(`<script>alert(1)</script>\u202e\0<b>No</b>${'x'.repeat(10_000_000)}`);
        return;
      }
      response.writeHead(status);
      setTimeout(() => response.end('thanks'), pauseMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    received,
    get atOnce() {
      return atOnce;
    },
    answerWith: (next, ms = 0) => void ([status, pauseMs] = [next, ms]),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
