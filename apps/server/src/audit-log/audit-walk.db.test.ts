import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { auditedFields } from '@gatehouse/domain/audit-log/audited-fields';
import { readerOf, sayAction } from '@gatehouse/domain/audit-log/say-changes';
import { API_PATH, buildAdminApi } from '../http/admin-api.ts';
import { declarationOf } from '../http/require-permission.ts';
import { openTestApi, type TestApi } from '../http/testing/test-api.ts';
import { CHANGING_CALLS, LEAVES_NOTHING } from './testing/changing-calls.ts';

/** Walks every route that changes something: each leaves who did it, from where and why. */
let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(() => api.close());

type Fields = Readonly<Record<string, unknown>>;
type Entry = {
  readonly action: string;
  readonly why: string | null;
  readonly before: Fields | null;
  readonly after: Fields | null;
};

let calls = 0;
/** Each call comes from an address of its own: what an earlier one goes on with behind is told apart. */
const nextAddress = () => `198.18.0.${++calls}`;
const WHY = 'The walk over all routes';

function changingRoutes(): string[] {
  const declared = buildAdminApi(api.parts).routes.flatMap(({ method, path, handler }) => {
    const declaration = method === 'ALL' || method === 'GET' ? null : declarationOf(handler);
    return declaration === null || declaration.changesNothing
      ? []
      : [`${method} ${path.slice(API_PATH.length)}`];
  });
  return [...new Set(declared)];
}

const isPublic = (route: string) =>
  ['POST /set-up', 'POST /sign-in', 'POST /password-link/use'].includes(route);

describe('on the record', () => {
  test('there is a call here for every route that changes something, or a reason why it leaves nothing', () => {
    const known = new Set([...Object.keys(CHANGING_CALLS), ...Object.keys(LEAVES_NOTHING)]);
    const missing = changingRoutes().filter((route) => !known.has(route));
    assert.deepEqual(missing, [], 'add a line to changing-calls.ts');
  });

  for (const [route, prepare] of Object.entries(CHANGING_CALLS)) {
    test(`${route} leaves who did it, from where and why`, async () => {
      const { path, body, headers } = await prepare(api);
      const from = nextAddress();
      const answer = await api.app.request(
        `${API_PATH}${path}`,
        {
          method: route.split(' ')[0] ?? '',
          headers: {
            ...(headers ?? { Authorization: `Bearer ${await api.token('owner', 'Walker')}` }),
            'Gatehouse-Why': encodeURIComponent(WHY),
            ...(body !== undefined && { 'Content-Type': 'application/json' }),
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        },
        { incoming: { socket: { remoteAddress: from } } },
      );
      const text = await answer.text();
      assert.ok(answer.status < 300, `${answer.status} ${text}`);
      const { rows } = await api.database.pool.query<Entry>(
        `select action, why, before, after from audit_log
          where host(source_address) = $1 order by id`,
        [from],
      );
      assert.ok(rows.length > 0, 'nothing on the record');
      for (const { action, why, before: was, after: is } of rows) {
        const unnamed = Object.keys({ ...was, ...is }).filter((field) => !auditedFields.includes(field));
        assert.deepEqual(unnamed, [], `${action} has fields that are not in audited-fields.ts`);
        assert.notEqual(sayAction(action), action, `${action} has no words in say-changes.ts`);
        assert.ok(readerOf(action));
        // Whoever is nobody yet has nothing to say; a reason that is stored with the change is why.
        const reason = (body as { reason?: string } | undefined)?.reason;
        if (!isPublic(route)) assert.ok(why === WHY || why === reason, `${action}: ${why}`);
      }
    });
  }
});
