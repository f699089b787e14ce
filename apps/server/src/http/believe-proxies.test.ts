import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hono } from 'hono';
import { type ApiEnv, sourceAddressOf } from './api-env.ts';
import { believeProxies } from './believe-proxies.ts';

const PROXIES = ['127.0.0.1', '10.0.0.9'];

async function sourceOf(asker: string, forwardedFor?: string): Promise<string> {
  const app = new Hono<ApiEnv>()
    .use('*', believeProxies(PROXIES))
    .get('/', (c) => c.text(`${sourceAddressOf(c)}`));
  const headers = forwardedFor === undefined ? {} : { 'X-Forwarded-For': forwardedFor };
  const from = { incoming: { socket: { remoteAddress: asker } } } as never;
  return (await app.request('/', { headers }, from)).text();
}

test('a proxy that was stated tells who asks; what the browser itself claimed before it counts for nothing', async () => {
  assert.equal(await sourceOf('127.0.0.1', '192.0.2.7'), '192.0.2.7');
  assert.equal(await sourceOf('::ffff:127.0.0.1', '1.2.3.4, 192.0.2.7'), '192.0.2.7');
  assert.equal(await sourceOf('127.0.0.1', '1.2.3.4, 2001:db8::7, 10.0.0.9'), '2001:db8::7');
});

test('nobody else is believed, and a proxy that says nothing readable is who asks', async () => {
  assert.equal(await sourceOf('192.0.2.66', '10.0.0.1'), '192.0.2.66');
  assert.equal(await sourceOf('127.0.0.1'), '127.0.0.1');
  assert.equal(await sourceOf('127.0.0.1', '192.0.2.7, unknown'), '127.0.0.1');
  assert.equal(await sourceOf('127.0.0.1', "' or 1=1 --"), '127.0.0.1');
});
