import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addTestCustomer, openTestApi, type TestApi } from '../http/testing/test-api.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(() => api.close());

const rows = async (sql: string, values: unknown[] = []) =>
  (await api.database.pool.query(sql, values)).rows as Record<string, unknown>[];

describe('the audit log', () => {
  test('is only ever added to: the database refuses every change and removal, also where triggers are off', async () => {
    await addTestCustomer(api);
    const refused = { code: '42501', message: /only ever added to/ };
    for (const sql of [
      `update audit_log set actor_name = 'Nobody'`,
      `update audit_log set at = now() where false`,
      'delete from audit_log',
      'truncate audit_log',
      'truncate customers, audit_log cascade',
      `with gone as (delete from audit_log returning id) select count(*) from gone`,
      `insert into audit_log overriding system value select * from audit_log on conflict (id) do update set why = 'x'`,
    ]) {
      await assert.rejects(api.database.pool.query(sql), refused, sql);
      const off = `begin; set local session_replication_role = replica; ${sql}`;
      const client = await api.database.pool.connect();
      await assert.rejects(client.query(off), refused, sql);
      await client.query('rollback');
      client.release();
    }
    assert.equal((await rows(`select from audit_log where action = 'customers.add'`)).length, 1);
  });

  test('names what it is about as that was called then', async () => {
    const { id } = await addTestCustomer(api, { name: 'Rahima Akter' });
    const device = await api.call('POST', `/customers/${String(id)}/devices`, {
      mac: 'c4e9841f220a',
      label: 'Home Router',
    });
    await api.call('PATCH', `/devices/${String(device.body['id'])}`, { label: 'Attic' });
    await api.call('PATCH', `/customers/${String(id)}`, { name: 'Rahima Begum' });
    await api.call('DELETE', `/devices/${String(device.body['id'])}`);
    assert.deepEqual(
      (
        await rows(
          'select action, subject_name as n, customer_name as c from audit_log where customer_id = $1 order by id',
          [id],
        )
      ).map(({ action, n, c }) => [action, n, c]),
      [
        ['customers.add', 'Rahima Akter', 'Rahima Akter'],
        ['devices.add', 'C4:E9:84:1F:22:0A Home Router', 'Rahima Akter'],
        ['devices.change', 'C4:E9:84:1F:22:0A Attic', 'Rahima Akter'],
        ['customers.change', 'Rahima Begum', 'Rahima Begum'],
        ['devices.remove', 'C4:E9:84:1F:22:0A Attic', 'Rahima Begum'],
      ],
    );
  });
});
