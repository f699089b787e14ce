import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { type List, openApiClient } from '../../api-client.ts';

type Attempt = {
  readonly username: string;
  readonly mac: string;
  readonly outcome: string;
  readonly reason: string | null;
};
type Session = {
  readonly username: string;
  readonly mac: string;
  readonly endedAt: string | null;
  readonly inputBytes: number;
};

/** After the seven dials: what an operator finds written down about them. */
const api = openApiClient(process.argv[2] ?? '', process.env.GATEHOUSE_TOKEN ?? '');
await sleep(1500);

const refused = await api.get<List<Attempt>>('/attempts?outcome=reject&username=alice');
assert.ok(refused.items.length > 0, 'the refused dials are in the access log');
for (const attempt of refused.items) {
  assert.equal(attempt.reason, 'device-not-registered');
  assert.equal(attempt.mac, '02:00:00:00:00:BB');
}

const sessions = await api.get<List<Session>>('/sessions?limit=50');
// pppd's session ids repeat within a second only, so each of the four links is a session of its own.
assert.equal(sessions.items.length, 4, 'four links were up, so there are four sessions');
for (const session of sessions.items) {
  assert.notEqual(session.endedAt, null, `the session of ${session.username} was ended by its Stop`);
  assert.ok(session.inputBytes > 0, `the session of ${session.username} counted its pings`);
}
console.log('lab: 4 sessions and the refusals are on record');
