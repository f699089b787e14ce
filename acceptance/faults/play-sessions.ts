import { setTimeout as pause } from 'node:timers/promises';
import { CODES } from '@gatehouse/radius/packet/codes';
import { sharedSecret } from '@gatehouse/radius/packet/security/shared-secret';
import { openRadiusClient, type RadiusClient } from '@gatehouse/radius/transport/radius-client';
import { type NasAccounting, writeAccounting } from '@gatehouse/server/radtest/nas-accounting';
import { AccountingLedger, type LedgerEntry } from './accounting-ledger.ts';

export type SessionsToPlay = {
  readonly nasAddress: string;
  readonly secret: string;
  /** Asked anew for each packet: the product may come back elsewhere. */
  readonly acct: () => { address: string; port: number };
  readonly usernames: readonly string[];
  /** Sessions at a time; one that ends is followed by another. */
  readonly sessions: number;
  /** All together; not more than the product answers. */
  readonly packetsPerSecond: number;
  /** How long each of the three tries waits; a second unless told otherwise. */
  readonly tryMs?: number;
  /** Begins every Acct-Session-Id. */
  readonly tag: string;
};

export type PlayedSessions = {
  readonly ledger: AccountingLedger;
  /** Stops every session, waits for the answers (a Stop is told until it is answered), and is done. */
  finish(): Promise<AccountingLedger>;
};

const SESSIONS_PER_SOCKET = 80;
const TRY_MS = 1000;
const TRIES = 3;
/** What a router that never gives up is asked to give up after. */
const GIVE_UP_MS = 120_000;
const FOUR_GIB = 2 ** 32;

/**
 * Customers as a router accounts for them, all the time and all at once: Start, Interim-Updates, Stop, then the next.
 * A request without an answer is sent three times; then it becomes a new one that tells its delay. A Start and a Stop
 * are told until they are answered, an Interim-Update is given up for the next one.
 */
export async function playSessions(options: SessionsToPlay): Promise<PlayedSessions> {
  const { sessions, packetsPerSecond, usernames, tag } = options;
  const secret = sharedSecret(options.secret);
  const ledger = new AccountingLedger();
  const clients = await Promise.all(
    Array.from({ length: Math.ceil(sessions / SESSIONS_PER_SOCKET) }, () =>
      openRadiusClient({ localAddress: options.nasAddress }),
    ),
  );
  const everyMs = (sessions / packetsPerSecond) * 1000;
  const finishing = new AbortController();
  let begun = 0;

  async function playOne(place: number): Promise<void> {
    const client = clients[place % clients.length] as RadiusClient;
    await rest(Math.random() * everyMs);
    while (!finishing.signal.aborted) await playSession(client, place);
  }

  async function playSession(client: RadiusClient, place: number): Promise<void> {
    begun += 1;
    const startedAt = Date.now();
    const session = {
      service: 'pppoe',
      username: usernames[begun % usernames.length] ?? 'nobody',
      callingStationId: macOf(place),
      acctSessionId: `${tag}-${begun}`,
      nasIdentifier: 'faults',
      framedIpAddress: '100.64.0.9',
    } as const;
    // Some count past the 32 bits of the octets.
    const base = begun % 10 === 0 ? FOUR_GIB - 5000 : 0;
    const counted = (steps: number) => ({
      sessionSeconds: Math.floor((Date.now() - startedAt) / 1000),
      inputBytes: base + steps * 1000,
      outputBytes: base + steps * 3000,
    });
    const zero = { sessionSeconds: 0, inputBytes: 0, outputBytes: 0 };
    await tell(client, { ...session, ...zero, event: 'Start' }, startedAt);
    const interims = 2 + Math.floor(Math.random() * 6);
    for (let step = 1; step <= interims && !finishing.signal.aborted; step++) {
      await rest(everyMs * (0.7 + Math.random() * 0.6));
      await tell(client, { ...session, ...counted(step), event: 'Interim-Update' }, startedAt);
    }
    await rest(everyMs * 0.5);
    await tell(client, { ...session, ...counted(interims + 1), event: 'Stop' }, startedAt);
  }

  async function tell(client: RadiusClient, told: NasAccounting, startedAt: number): Promise<void> {
    const { event, acctSessionId, username, sessionSeconds, inputBytes, outputBytes } = told;
    const entry: LedgerEntry = {
      event,
      acctSessionId,
      username,
      sessionSeconds,
      inputBytes,
      outputBytes,
      startedAt,
      firstSentAt: Date.now(),
      requests: 0,
      answeredAt: null,
    };
    ledger.entries.push(entry);
    do {
      entry.requests += 1;
      const delaySeconds = Math.floor((Date.now() - entry.firstSentAt) / 1000);
      const reply = await client.send({
        ...options.acct(),
        secret,
        timeoutMs: options.tryMs ?? TRY_MS,
        tries: TRIES,
        code: CODES['Accounting-Request'],
        messageAuthenticator: false,
        write: (writer) => writeAccounting(writer, { ...told, delaySeconds }),
      });
      if (reply !== 'timeout') entry.answeredAt = Date.now();
    } while (
      entry.answeredAt === null &&
      event !== 'Interim-Update' &&
      Date.now() - entry.firstSentAt < GIVE_UP_MS
    );
  }

  const rest = (ms: number): Promise<void> =>
    pause(ms, undefined, { signal: finishing.signal }).catch(() => undefined);

  const playing = Promise.all(Array.from({ length: sessions }, (_, place) => playOne(place)));
  return {
    ledger,
    async finish() {
      finishing.abort();
      await playing;
      await Promise.all(clients.map((client) => client.close()));
      return ledger;
    },
  };
}

function macOf(place: number): string {
  const digits = (0xd4ca6d000000 + place).toString(16).toUpperCase();
  return digits.replaceAll(/(..)(?!$)/g, '$1:');
}
