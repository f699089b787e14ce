import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runAsChild } from '../run-as-child.ts';

/** A child for the supervisor's tests: listens where the admin app would; `/crash` ends it without a word. */
export async function runTestChild(name: 'radius' | 'web'): Promise<void> {
  await runAsChild({
    name,
    poolSize: 1,
    async start({ config }) {
      const server = createServer((request, response) => {
        response.end(String(process.pid));
        if (request.url === '/crash') setImmediate(() => process.exit(7));
      });
      const { address, port } = name === 'web' ? config.admin : { address: '127.0.0.1', port: 0 };
      await new Promise<void>((resolve, reject) =>
        server.once('error', reject).listen(port, address, resolve),
      );
      const url = `http://${address}:${(server.address() as AddressInfo).port}`;
      return {
        listeners: [{ name: name === 'web' ? 'admin' : 'radius-auth', address: url }],
        async stop() {
          process.stderr.write(`stopped ${name}\n`);
          server.closeAllConnections();
          server.close();
        },
      };
    },
  });
}
