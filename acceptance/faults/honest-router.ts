import { setTimeout as pause } from 'node:timers/promises';
import { playNas, type TestNas } from '../ask-as-nas.ts';
import type { Gatehouse } from '../start-gatehouse.ts';
import { AccountingLedger, type LedgerEntry } from './accounting-ledger.ts';
import type { Transcript } from './transcript.ts';

export type HonestCustomer = {
  readonly username: string;
  readonly password: string;
  readonly mac: string;
};

/** A router whose customers log in and are accounted for all the while; it writes down what it was told, and when. */
export type HonestRouter = {
  /** One login of the next customer, by one method after the other. */
  logIn(): Promise<void>;
  /** The next event of the next session: Start, Interim-Update, Stop. */
  account(): Promise<void>;
  /** Logins every so many milliseconds, answered or not, until `done`. */
  logInEvery(ms: number, done: AbortSignal): Promise<void>;
  readonly ledger: AccountingLedger;
  /** How long each login took, in milliseconds. */
  readonly loginMs: readonly number[];
  /** What was answered otherwise than by an Accept or an Accounting-Response; at most the first few. */
  readonly problems: readonly string[];
  close(): Promise<void>;
};

const METHODS = ['pap', 'chap', 'ms-chap-v2'] as const;
const EVENTS = ['Start', 'Interim-Update', 'Stop'] as const;
const PROBLEMS_MAX = 20;
/** For nine seconds: a machine that has too much to do holds up the test itself too. */
const TRIES = 6;

export async function openHonestRouter(options: {
  readonly address: string;
  readonly secret: string;
  readonly server: Gatehouse;
  readonly customers: readonly HonestCustomer[];
  readonly transcript: Transcript;
}): Promise<HonestRouter> {
  const { customers, transcript, address } = options;
  const nas: TestNas = await playNas({ id: '', ...options, tries: TRIES });
  const ledger = new AccountingLedger();
  const loginMs: number[] = [];
  const problems: string[] = [];
  let logins = 0;
  let events = 0;

  const customerOf = (number: number): HonestCustomer =>
    customers[number % customers.length] as HonestCustomer;
  function judge(about: string, reply: string, expected: string, ms: number): void {
    transcript.write(`${address} ${about}: ${reply} after ${ms.toFixed(1)} ms`);
    if (reply !== expected && problems.length < PROBLEMS_MAX) problems.push(`${about}: ${reply}`);
  }

  const logIn = async (): Promise<void> => {
    const { mac, ...customer } = customerOf(logins);
    const method = METHODS[logins % METHODS.length] ?? 'pap';
    const about = `login ${++logins} of ${customer.username} by ${method}`;
    const begun = performance.now();
    const reply = await nas.logIn({ ...customer, method, callingStationId: mac });
    const ms = performance.now() - begun;
    loginMs.push(ms);
    judge(about, reply, 'Access-Accept', ms);
  };

  const account = async (): Promise<void> => {
    const step = events % EVENTS.length;
    const session = Math.floor(events / EVENTS.length);
    events += 1;
    const { username, mac } = customerOf(session);
    const event = EVENTS[step] ?? 'Start';
    const now = Date.now();
    const startedAt = step === 0 ? now : (ledger.entries.at(-step)?.startedAt ?? now);
    const sessionSeconds = Math.floor((now - startedAt) / 1000);
    const counted = { sessionSeconds, inputBytes: step * 1000, outputBytes: step * 3000 };
    const told = { event, username, acctSessionId: `honest-${session}`, ...counted };
    const entry: LedgerEntry = {
      ...told,
      startedAt,
      firstSentAt: now,
      requests: 1,
      answeredAt: null,
    };
    ledger.entries.push(entry);
    const reply = await nas.account({ ...told, callingStationId: mac, nasIdentifier: 'honest' });
    if (reply === 'Accounting-Response') entry.answeredAt = Date.now();
    judge(`${event} of honest-${session}`, reply, 'Accounting-Response', Date.now() - now);
  };

  return {
    logIn,
    account,
    async logInEvery(ms, done) {
      const all: Promise<void>[] = [];
      const begun = performance.now();
      while (!done.aborted) {
        all.push(logIn());
        await pause(Math.max(0, begun + all.length * ms - performance.now()));
      }
      await Promise.all(all);
    },
    ledger,
    loginMs,
    problems,
    close: () => nas.close(),
  };
}

/** The value that all but so many in a hundred stay below. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
}
