import type { NasAccounting } from '@gatehouse/server/radtest/nas-accounting';
import type { SeededRandom } from '../seed/seeded-random.ts';
import { callingStationId, calledStationId, type DemoLine } from './demo-lines.ts';
import type { LoginAnswer, SimulatedNas } from './simulated-nas.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const INTERIM = MINUTE;

/** What a line is doing between two of its steps. */
export type LineState = {
  readonly line: DemoLine;
  dueAt: number;
  refusals: number;
  session: OpenSession | null;
};

type OpenSession = {
  readonly accounting: Omit<NasAccounting, 'event' | 'sessionSeconds' | 'inputBytes' | 'outputBytes'>;
  readonly startedAt: number;
  readonly endsAt: number;
  readonly bytesPerSecond: number;
};

type Step = {
  readonly state: LineState;
  readonly nas: SimulatedNas;
  readonly random: SeededRandom;
  readonly now: number;
};

/** Does what is due: logs in, reports, or logs out; sets when the next thing is due. */
export async function stepLine(step: Step): Promise<void> {
  const { state, now } = step;
  if (state.session === null) return logIn(step);
  return now >= state.session.endsAt
    ? logOut(step, state.session)
    : report(step, state.session, 'Interim-Update');
}

async function logIn({ state, nas, random, now }: Step): Promise<void> {
  const { line } = state;
  const mac = random.chance(0.75) ? (line.macs[0] ?? '') : random.pick(line.macs);
  const acctSessionId = (0x80000000 + random.between(0, 0x7ffffff)).toString(16);
  const { answer, username } = await askToLogIn({ line, nas, mac, acctSessionId });
  if (answer.outcome !== 'accepted') {
    state.refusals += 1;
    const again = state.refusals % line.triesInARow !== 0;
    state.dueAt = now + (again ? random.between(3, 9) * SECOND : random.between(2, 9) * MINUTE);
    return;
  }
  state.refusals = 0;
  state.session = {
    startedAt: now,
    endsAt: now + (line.service === 'pppoe' ? random.between(4, 60) : random.between(2, 20)) * MINUTE,
    bytesPerSecond: random.between(2_000, 400_000),
    accounting: {
      service: line.service,
      username,
      acctSessionId,
      callingStationId: callingStationId(line.router, mac),
      calledStationId: calledStationId(line.router, line.service),
      framedIpAddress: line.framedIpAddress,
      ...(answer.sessionClass !== null && { sessionClass: answer.sessionClass }),
    },
  };
  await report({ state, nas, random, now }, state.session, 'Start');
}

type Asking = {
  readonly line: DemoLine;
  readonly nas: SimulatedNas;
  readonly mac: string;
  readonly acctSessionId: string;
};

/** A hotspot asks by the device alone first, and shows its login page only when that is refused. */
async function askToLogIn({
  line,
  nas,
  mac,
  acctSessionId,
}: Asking): Promise<{ answer: LoginAnswer; username: string }> {
  const { service, method, router } = line;
  const request = {
    service,
    acctSessionId,
    callingStationId: callingStationId(router, mac),
    calledStationId: calledStationId(router, service),
  };
  if (service === 'hotspot') {
    const answer = await nas.logIn({ ...request, username: mac, password: mac, method: 'chap' });
    if (answer.outcome === 'accepted' || line.password === null) return { answer, username: mac };
  }
  const password = line.password ?? '';
  const answer = await nas.logIn({ ...request, username: line.username, password, method });
  return { answer, username: line.username };
}

async function report(
  { state, nas, random, now }: Step,
  session: OpenSession,
  event: 'Start' | 'Interim-Update',
): Promise<void> {
  await nas.account({ ...session.accounting, event, ...countersAt(session, now) });
  state.dueAt = Math.min(session.endsAt, now + INTERIM + random.between(-5, 5) * SECOND);
}

async function logOut({ state, nas, random, now }: Step, session: OpenSession): Promise<void> {
  await nas.account({ ...session.accounting, event: 'Stop', ...countersAt(session, now) });
  state.session = null;
  state.dueAt = now + random.between(5, 240) * SECOND;
}

function countersAt(
  session: OpenSession,
  now: number,
): Pick<NasAccounting, 'sessionSeconds' | 'inputBytes' | 'outputBytes'> {
  const sessionSeconds = Math.floor((now - session.startedAt) / SECOND);
  const outputBytes = sessionSeconds * session.bytesPerSecond;
  return { sessionSeconds, outputBytes, inputBytes: Math.floor(outputBytes / 9) };
}
