import assert from 'node:assert/strict';
import { openApiClient, type Item } from '../../api-client.ts';

/** Ends the guest's session as an operator does, and again; then looks at what was written down. */
const api = openApiClient(process.argv[2] ?? '', process.env['GATEHOUSE_TOKEN'] ?? '');
const [step] = process.argv.slice(3);

type Session = Item & { readonly mac: string; readonly endedAt: string | null; readonly username: string };
type Request = { readonly state: string; readonly result: string | null; readonly explanation: string };
type Attempt = { readonly mac: string | null; readonly outcome: string; readonly reason: string | null };

const PHONE = '02:00:00:00:00:0E';
const STRANGER = '02:00:00:00:00:CC';

/** The latest first. */
async function sessionsOfPhone(): Promise<readonly Session[]> {
  const { items } = await api.get<{ items: readonly Session[] }>('/sessions');
  return items.filter(({ mac }) => mac === PHONE);
}

async function openSession(): Promise<Session | undefined> {
  return (await sessionsOfPhone()).find(({ endedAt }) => endedAt === null);
}

async function until<T>(find: () => Promise<T | undefined | false>, what: string): Promise<T> {
  for (let tries = 0; tries < 60; tries++) {
    const found = await find();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`It did not happen in 30 s: ${what}`);
}

if (step === 'disconnect') {
  const session = await until(openSession, 'hostapd told of the session');
  const request = await api.post<Request>(`/sessions/${session.id}/disconnect`, {});
  assert.deepEqual([request.state, request.result], ['acknowledged', 'ack'], request.explanation);
  console.log(`PASS hostapd ended the session when it was asked: ${request.explanation}`);
} else {
  await until(async () => (await openSession()) === undefined, 'the session ended');
  const { items } = await api.get<{ items: readonly Attempt[] }>('/attempts');
  const outcomeOf = (wanted: string) => items.find(({ mac }) => mac === wanted);
  assert.equal(outcomeOf(PHONE)?.outcome, 'accept');
  assert.equal(outcomeOf(STRANGER)?.outcome, 'reject');
  console.log('PASS the session is closed, the login and the refusal are in the log');
}
