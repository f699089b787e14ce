import { randomBytes, randomUUID } from 'node:crypto';
import type { RequestState } from '@gatehouse/domain/dynamic-authorization/request-words';
import { attributeList } from '@gatehouse/radius/packet/attributes/attribute-list';
import type { RadiusPacket } from '@gatehouse/radius/packet/decode-packet';
import { sql } from 'kysely';
import type { NewRow } from '../../db/schema.ts';
import { createTestDatabase } from '../../db/testing.ts';
import { openSecretBox } from '../../secrets.ts';
import { countNoRequests } from './count-requests.ts';
import { NasLines } from './nas-lines.ts';
import { sendDynamicAuthorization } from './send-dynamic-authorization.ts';
import { type NasAnswer, openTestNas, replyTo, type TestNas, until } from './testing.ts';

export const SECRET = 'correct horse';
export const NODE = randomUUID();
export const secretBox = openSecretBox(randomBytes(32));

export const ack: NasAnswer = (request) => [replyTo(request, 'ack', { secret: SECRET })];
export const nak =
  (errorCause?: number): NasAnswer =>
  (request) => [replyTo(request, 'nak', { secret: SECRET, ...(errorCause !== undefined && { errorCause }) })];
export const silence: NasAnswer = () => [];

/** The names of what a request tells, in order. */
export const names = (packet: RadiusPacket | undefined) =>
  packet === undefined ? [] : attributeList(packet).map(({ definition }) => definition.name);

const underWay: readonly RequestState[] = ['waiting', 'sending'];

function fail(error: unknown): never {
  throw error;
}

/** A database of its own, with routers that answer as the test says, and the processes that ask them. */
export async function openSendingStage() {
  const database = await createTestDatabase();
  const senders: { stop(): Promise<void> }[] = [];
  const routers: TestNas[] = [];
  let made = 0;

  function start({
    nodeId = NODE,
    timeoutMs = 60,
    lines = new NasLines([{ address: '127.0.0.1', port: 1813 }]),
    onError = fail as (error: unknown) => void,
    counts = countNoRequests(),
    usesPreviousSecret = (_address: string): boolean => false,
  } = {}) {
    const sender = sendDynamicAuthorization({
      pool: database.pool,
      nodeId,
      secretBox,
      lines,
      counts,
      clock: Date.now,
      usesPreviousSecret,
      onError,
      patience: { timeoutMs, tries: 3 },
      everyMs: 10,
    });
    senders.push(sender);
    return sender;
  }

  /** A router on a loopback address of its own, declared. */
  async function addRouter(
    answer: NasAnswer,
    row: Partial<NewRow<'nas'>> = {},
    address?: string,
  ): Promise<TestNas> {
    made += 1;
    const router = await openTestNas(address ?? `127.0.1.${made}`, SECRET, answer);
    routers.push(router);
    await database.db
      .insertInto('nas')
      .values({
        name: `router ${made}`,
        address: router.address,
        secret_cipher: secretBox.seal(SECRET, 'nas-secret'),
        vendor: 'mikrotik',
        coa_port: router.port,
        ...row,
      })
      .execute();
    return router;
  }

  async function addSession(router: TestNas, row: Partial<NewRow<'sessions'>> = {}): Promise<number> {
    made += 1;
    const at = new Date(Date.now() - 60_000);
    const { id } = await database.db
      .insertInto('sessions')
      .values({
        identity_hash: made,
        source_address: router.address,
        nas_identifier: 'north',
        acct_session_id: `8100${made}`,
        username: 'rahima.home',
        calling_station_id: 'C4:E9:84:1F:22:0A',
        mac: 'c4:e9:84:1f:22:0a',
        framed_ip_address: '100.64.0.10',
        started_at: at,
        last_event_start_at: at,
        last_heard_at: at,
        ...row,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  }

  async function request(
    sessionId: number,
    row: Partial<NewRow<'dynamic_authorization_requests'>> = {},
  ): Promise<number> {
    const { id } = await database.db
      .insertInto('dynamic_authorization_requests')
      .values({
        kind: 'disconnect',
        reason: 'operator',
        session_id: sessionId,
        source_address: await addressOf(sessionId),
        requested_by: 'Test',
        ...row,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  }

  async function addressOf(sessionId: number): Promise<string> {
    const { source_address } = await database.db
      .selectFrom('sessions')
      .select('source_address')
      .where('id', '=', sessionId)
      .executeTakeFirstOrThrow();
    return source_address;
  }

  const find = (id: number) =>
    database.db
      .selectFrom('dynamic_authorization_requests')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
  const finished = (id: number) =>
    until(
      () => find(id),
      ({ state }) => !underWay.includes(state),
    );

  function findSession(id: number) {
    return database.db
      .selectFrom('sessions')
      .select(['ended_at', 'terminate_cause'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
  }

  return {
    database,
    start,
    addRouter,
    addSession,
    request,
    find,
    finished,
    findSession,
    /** Before each test: nothing is left of the one before. */
    empty: () =>
      sql`truncate dynamic_authorization_requests, sessions, nas, radius_nodes cascade`.execute(database.db),
    /** After each test. */
    async rest(): Promise<void> {
      await Promise.all(senders.splice(0).map((sender) => sender.stop()));
      for (const router of routers.splice(0)) router.close();
    },
    close: () => database.close(),
  };
}
