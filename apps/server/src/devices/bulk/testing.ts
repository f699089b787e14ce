import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Json, TestApi } from '../../http/testing/test-api.ts';

/** Does something to many devices by the API; how it stands when nobody works at it any more. */
export async function doBulk(api: TestApi, sent: Record<string, unknown>): Promise<Json> {
  const begun = await api.call('POST', '/devices/bulk', sent);
  assert.equal(begun.status, 202, begun.text);
  return settled(api, begun.body);
}

export async function undoBulk(api: TestApi, action: Json): Promise<Json> {
  const asked = await api.call('POST', `/bulk-actions/${action['id']}/undo`);
  assert.equal(asked.status, 202, asked.text);
  return settled(api, action);
}

export async function settled(api: TestApi, action: Json): Promise<Json> {
  for (;;) {
    const { body } = await api.call('GET', `/bulk-actions/${action['id']}`);
    if (!['working', 'undoing'].includes(String(body['state']))) return body;
    await sleep(10);
  }
}

/** `MAC outcome reason` of each device of these outcomes. */
export async function rowsOf(api: TestApi, action: Json, outcome?: string): Promise<string[]> {
  const filter = outcome === undefined ? '' : `&outcome=${outcome}`;
  const { body } = await api.call('GET', `/bulk-actions/${action['id']}/rows?limit=500${filter}`);
  const rows = body['items'] as unknown as Json[];
  return rows.map((row) =>
    [row['mac'], row['outcome'], row['reason']].filter((each) => each !== null).join(' '),
  );
}
