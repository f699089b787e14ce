import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { countedAddress } from '../tries/counted-address.ts';
import { openTries, type TryKey, type TryLimit } from '../tries/count-tries.ts';
import { addressOf, type PortalContext, type PortalEnv } from '../portal/portal-context.ts';
import { askProvider } from './believe-payment.ts';
import type { PaymentParts } from './payment-parts.ts';
import { receiveCallback } from './receive-callback.ts';
import type { CallbackRequest } from './providers/provider.ts';

const BODY_BYTES_MAX = 64 * 1024;
/** Of one address; those that are the provider's do not count. */
const CALLBACKS_OF_ADDRESS: TryLimit = { name: 'callbacks of address', max: 120, seconds: 60 };
/** A provider that says everything twice is not asked twice. */
const AGAIN_MS = 5000;
/** So many are asked about at once; the others are by the job, which finds them noted. */
const ASKING_MAX = 20;

/**
 * Where payment providers tell us something, on the portal's listener. What is signed is answered before anything is
 * asked, and no answer tells whether there is such a payment.
 */
export function paymentCallbacks(parts: PaymentParts) {
  const counter = openTries(parts);
  let asking = 0;

  const ask = (paymentId: number, notWithinMs: number): void => {
    if (asking >= ASKING_MAX) return;
    asking += 1;
    askProvider(parts, paymentId, { notWithinMs })
      .catch((error: unknown) =>
        parts.log.warn({ err: error, payment: paymentId }, 'a provider was not asked'),
      )
      .finally(() => (asking -= 1));
  };

  const app = new Hono<PortalEnv>();
  app.use('/pay/*', bodyLimit({ maxSize: BODY_BYTES_MAX, onError: (c) => c.text('Too much.\n', 413) }));
  app.on(['GET', 'POST'], '/pay/:callbackToken', async (c) => {
    const address = addressOf(c);
    const tries: readonly TryKey[] = [[CALLBACKS_OF_ADDRESS, countedAddress(address) ?? '']];
    const waitSeconds = await counter.take(tries);
    if (waitSeconds !== null) {
      c.header('Retry-After', String(waitSeconds));
      return c.text('Too often.\n', 429);
    }
    const request = await readRequest(c, parts.now());
    const heard = await receiveCallback(parts, c.req.param('callbackToken'), request, address);
    if (heard.heard === 'forged') return c.text('Not taken.\n', 400);
    await counter.giveBack(tries);
    if (heard.paymentId !== null) ask(heard.paymentId, heard.heard === 'first' ? 0 : AGAIN_MS);
    return c.json({ received: true });
  });
  return app;
}

async function readRequest(c: PortalContext, now: number): Promise<CallbackRequest> {
  const url = new URL(c.req.url);
  return {
    method: c.req.method,
    query: new Map(url.searchParams),
    headers: new Map(c.req.raw.headers),
    body: new Uint8Array(await c.req.arrayBuffer()),
    now,
  };
}
