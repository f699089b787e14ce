import { randomBytes } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventTypes } from '@gatehouse/domain/events/event-types';
import { commandLineActor } from '@gatehouse/server/actor';
import { applyChange } from '@gatehouse/server/db/apply-change';
import type { Change } from '@gatehouse/server/db/make-change';
import type { Db } from '@gatehouse/server/db/open-database';
import { isRefused } from '@gatehouse/server/outcome';
import type { SecretBox } from '@gatehouse/server/secrets';
import { addWebhook, changeWebhook } from '@gatehouse/server/webhooks/change-webhooks';

type Parts = { readonly db: Db; readonly secretBox: SecretBox };

/** The demo's programs that are told what happens: one that takes everything, and one that is out of order now and then. */
export type EventListener = {
  /** Sets their webhooks up where they are not; from now on these lead here. */
  takeOver(parts: Parts): Promise<void>;
  close(): void;
};

const WEBHOOKS = [
  { name: 'Customer desk', path: '/desk', events: eventTypes },
  {
    name: 'Billing',
    path: '/billing',
    events: ['device.refused', 'customer.suspended', 'customer.activated', 'customer.package-given'] as const,
  },
] as const;

/** Of so many calls to the one that is out of order, one is taken. */
const TAKEN_OF = 3;

export async function startEventListener(): Promise<EventListener> {
  let calls = 0;
  const answer = (path: string, response: ServerResponse) => {
    if (path === '/desk') return response.writeHead(202).end('{"kept":true,"by":"the demo"}');
    calls += 1;
    if (calls % TAKEN_OF === 0) return response.writeHead(200).end('ok');
    return response.writeHead(503).end('Billing is being maintained. Try again later.');
  };
  const server = createServer((request, response) => {
    request.resume().on('end', () => answer(request.url ?? '', response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    takeOver: async (parts) => {
      for (const { path, name, events } of WEBHOOKS)
        await setUp(parts, { name, url: `${origin}${path}`, events: [...events] });
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Its address is another one at each start. */
async function setUp({ db, secretBox }: Parts, hook: Parameters<typeof addWebhook>[2]): Promise<void> {
  const known = await db.selectFrom('webhooks').select('id').where('name', '=', hook.name).executeTakeFirst();
  const keys = { secretBox, randomBytes };
  const verb = (change: Change) =>
    known === undefined
      ? addWebhook(change, keys, hook)
      : changeWebhook(change, keys, known.id, { url: hook.url });
  const { value } = await applyChange<unknown>(db, commandLineActor('demo'), verb);
  if (isRefused(value)) throw new Error(`The demo's webhook was refused: ${JSON.stringify(value)}`);
}
