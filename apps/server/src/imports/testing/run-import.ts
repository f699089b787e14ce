import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Json, TestApi } from '../../http/testing/test-api.ts';

type Sent = string | readonly string[] | Buffer;

/** Takes a file in and has it checked, by the API; how it stands then. */
export async function checkFile(
  api: TestApi,
  kind: 'customers' | 'devices',
  sent: Sent,
  options: Record<string, unknown> = {},
): Promise<Json> {
  const content = Buffer.isBuffer(sent)
    ? { base64: sent.toString('base64') }
    : { text: typeof sent === 'string' ? sent : sent.join('\n') };
  const begun = await api.call('POST', '/import-batches', { kind, fileName: 'test.csv', ...content });
  assert.equal(begun.status, 202, begun.text);
  return checkAgain(api, begun.body, options);
}

export async function checkAgain(api: TestApi, batch: Json, options: Record<string, unknown>): Promise<Json> {
  const asked = await api.call('POST', `/import-batches/${batch['id']}/check`, options);
  assert.equal(asked.status, 202, asked.text);
  return settled(api, batch);
}

/** Waits until nobody works at it any more. */
export async function settled(api: TestApi, batch: Json): Promise<Json> {
  for (;;) {
    const { body } = await api.call('GET', `/import-batches/${batch['id']}`);
    if (!['checking', 'applying', 'undoing'].includes(String(body['state']))) return body;
    await sleep(20);
  }
}

export async function applyFile(api: TestApi, batch: Json, mode = 'good-rows'): Promise<Json> {
  const asked = await api.call('POST', `/import-batches/${batch['id']}/apply`, { mode });
  assert.equal(asked.status, 202, asked.text);
  return settled(api, batch);
}

export async function undoFile(api: TestApi, batch: Json): Promise<Json> {
  const asked = await api.call('POST', `/import-batches/${batch['id']}/undo`);
  assert.equal(asked.status, 202, asked.text);
  return settled(api, batch);
}

/** Line, verdict and sentence of every row, up to 500. */
export async function rowsOf(api: TestApi, batch: Json, query = ''): Promise<Json[]> {
  const { body } = await api.call('GET', `/import-batches/${batch['id']}/rows?limit=500${query}`);
  return [...(body['items'] as unknown as Json[])];
}

export async function verdictsOf(api: TestApi, batch: Json): Promise<string[]> {
  return (await rowsOf(api, batch)).map((row) => `${row['line']} ${row['verdict']}`);
}
