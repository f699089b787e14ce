import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { createTestDatabase } from './testing.ts';

test('a connection lost while it is lent out fails its next query and does not end the process', async () => {
  const { pool, close } = await createTestDatabase();
  const client = await pool.connect();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const lost = once(client, 'error');
  await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
  await lost;
  await assert.rejects(client.query('select 1'));
  client.release(true);
  await close();
});
