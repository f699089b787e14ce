import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { askOverHttp, NoAnswerInTime } from './ask-over-http.ts';

const OWN = { here: new Set<number>(), anywhere: new Set<number>() };
const server = createServer((request, response) => {
  response.writeHead(200);
  if (request.url === '/half') return response.write('{"half":');
  const octets = Number(request.url?.slice(1));
  return response.end('x'.repeat(octets));
});
let origin = '';
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.close();
  server.closeAllConnections();
});

const ask = (path: string, max = { ms: 2000, octets: 1000 }) =>
  askOverHttp({ method: 'GET', url: `${origin}${path}`, headers: {}, body: null }, max, OWN);

test('an answer is read whole up to what is allowed, and a longer one says that it is not whole', async () => {
  assert.deepEqual(await ask('/1000'), { status: 200, text: 'x'.repeat(1000), isWhole: true });
  const long = await ask('/5000000');
  assert.deepEqual([long.text.length, long.isWhole], [1000, false]);
});

test('an answer that begins and never ends is given up in time', async () => {
  await assert.rejects(ask('/half', { ms: 100, octets: 1000 }), NoAnswerInTime);
});
