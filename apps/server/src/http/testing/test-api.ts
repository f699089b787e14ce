import { randomBytes } from 'node:crypto';
import { said } from '@gatehouse/domain/said/said';
import { pino } from 'pino';
import { createTestDatabase, type TestDatabase } from '../../db/testing.ts';
import type { OperatorRole } from '../../db/schema.ts';
import { openLiveHub } from '../../live/live-hub.ts';
import { makeSecretToken } from '../../operators/secret-token.ts';
import { openProviderIo } from '../../payments/providers/open-provider-io.ts';
import { plainClock } from '../../clock/plain-clock.ts';
import { explainLogin } from '../../radius/present-explanation.ts';
import { openSecretBox } from '../../secrets.ts';
import { buildAdminServer } from '../admin-server.ts';
import type { ApiParts } from '../api-parts.ts';

/** The real API over a real database, without a socket. Made for tests. */
export type TestApi = {
  readonly database: TestDatabase;
  readonly parts: ApiParts;
  readonly app: Awaited<ReturnType<typeof buildAdminServer>>;
  /** A new API token of this role. */
  token(role: OperatorRole, name?: string): Promise<string>;
  /** The headers of an operator of this role who has just signed in by a browser. */
  signedIn(role: OperatorRole): Promise<{ Cookie: string }>;
  /** Calls the API as owner, or with the headers given; `/customers` means `/api/v1/customers`. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
};

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
  readonly text: string;
};

/** What came back, to look into freely: a field that is not there is `undefined`. */
export interface Json {
  readonly [key: string]: Json;
}

export async function openTestApi(adminFolder = '/nonexistent'): Promise<TestApi> {
  const database = await createTestDatabase();
  const ownPorts = () => ({ here: new Set([1]), anywhere: new Set([5432]) });
  const secretBox = openSecretBox(Buffer.alloc(32, 1));
  const log = pino({ level: 'silent' });
  const live = openLiveHub({ db: database.db, log, now: Date.now });
  const parts: ApiParts = {
    db: database.db,
    secretBox,
    log,
    live,
    now: Date.now,
    clock: plainClock(Date.now),
    randomBytes,
    nasVendors: [
      { id: 'mikrotik', label: 'MikroTik', use: said('use_mikrotik'), coaPort: 3799 },
      { id: 'generic', label: said('otherVendor'), use: said('use_generic'), coaPort: 3799 },
    ],
    explainLogin: explainLogin({ pool: database.pool, secretBox }),
    version: '0.0.0-test',
    ownPorts,
    providerIo: openProviderIo({ ownPorts, now: Date.now }),
  };
  const app = await buildAdminServer(parts, adminFolder);

  async function token(role: OperatorRole, name: string = role): Promise<string> {
    const made = makeSecretToken(randomBytes, 'gh_');
    await database.db.insertInto('api_tokens').values({ name, role, token_hash: made.hash }).execute();
    return made.token;
  }
  const owner = await token('owner', 'Test token');

  async function signedIn(role: OperatorRole): Promise<{ Cookie: string }> {
    const made = makeSecretToken(randomBytes);
    const username = `${role}.${made.hash.toString('hex', 0, 6)}`;
    const { id } = await database.db
      .insertInto('operators')
      .values({ name: role, username, username_key: username, password_hash: 'none', role })
      .returning('id')
      .executeTakeFirstOrThrow();
    const expires_at = new Date(Date.now() + 24 * 60 * 60_000);
    await database.db
      .insertInto('sign_ins')
      .values({ operator_id: id, token_hash: made.hash, expires_at })
      .execute();
    return { Cookie: `__Host-gatehouse=${made.token}` };
  }

  async function call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer> {
    const response = await app.request(path.startsWith('/api/') ? path : `/api/v1${path}`, {
      method,
      headers: {
        ...(headers ?? { Authorization: `Bearer ${owner}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('Content-Type')?.startsWith('application/json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: (isJson ? JSON.parse(text) : {}) as Json,
    };
  }
  const close = async (): Promise<void> => {
    live.stop();
    await database.close();
  };
  return { database, parts, app, token, signedIn, call, close };
}

let serial = 0;

/** A customer with whatever matters to the test. */
export async function addTestCustomer(api: TestApi, fields: Record<string, unknown> = {}): Promise<Json> {
  serial += 1;
  const answer = await api.call('POST', '/customers', {
    name: `Customer ${serial}`,
    username: `customer.${serial}`,
    password: 'a-long-password',
    kind: 'pppoe',
    ...fields,
  });
  if (answer.status !== 201) throw new Error(`No customer: ${answer.status} ${answer.text}`);
  return answer.body;
}
