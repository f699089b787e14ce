import { setTimeout as sleep } from 'node:timers/promises';
import { hardware, privateMac } from '../seed/device-makes.ts';
import type { SeedIsp } from '../seed/make-isp.ts';
import { type SeededRandom, seededRandom } from '../seed/seeded-random.ts';
import { seedRouters } from '../seed/what-is-sold.ts';
import { calledStationId, callingStationId, type DemoLine, demoLines } from './demo-lines.ts';
import { hearDisconnects } from './hear-disconnects.ts';
import { receiveVisitors, type Visiting } from './hotspot-visitors.ts';
import { type LineState, stepLine } from './run-line.ts';
import { openSimulatedNas, type ServerAddresses, type SimulatedNas } from './simulated-nas.ts';

/** Lines that take a step per second, at most: the demo must not load the machine it runs on. */
const STEPS_PER_SECOND = 12;
const TICK = 250;
/** This share of the lines comes online at once, the others in the next minutes. */
const EARLY_SHARE = 0.7;
/** Not one of ours: shown to the operator as an unknown asker. */
const UNKNOWN_ROUTER = '127.0.0.99';

export type Simulation = {
  readonly isp: SeedIsp;
  readonly nasSecrets: readonly string[];
  readonly server: ServerAddresses;
  readonly seed: number;
  readonly clock: () => number;
  readonly signal: AbortSignal;
  /** Strangers who come to the hotspots and register at the portal; `null`: there is none to come to. */
  readonly visitors: Pick<Visiting, 'nasIds' | 'portalUrl' | 'messageTo' | 'voucherCodes'> | null;
};

/**
 * Logs the demo's customers in and out over real UDP until `signal` says stop. The routers begin as if they had
 * just restarted, which ends the sessions that an earlier run left open.
 */
export async function simulate(simulation: Simulation): Promise<void> {
  const { isp, clock, signal } = simulation;
  const random = seededRandom(simulation.seed);
  const routers = await openRouters(simulation);
  await Promise.all(routers.map((router) => router.restarted()));
  const stranger = await openSimulatedNas({
    address: UNKNOWN_ROUTER,
    name: 'unknown',
    secret: 'unknown',
    sendsMessageAuthenticator: true,
    server: simulation.server,
  });
  const states = demoLines(isp, random).map((line): LineState => {
    const wait = random.chance(EARLY_SHARE) ? random.between(0, 20) : random.between(20, 900);
    return { line, session: null, refusals: 0, dueAt: clock() + wait * 1000 };
  });
  const hearing = hearAll(simulation, states);
  const visitors = simulation.visitors && {
    ...simulation,
    ...simulation.visitors,
    random,
    onOnline: (line: DemoLine) =>
      void states.push({ line, session: null, refusals: 0, dueAt: clock() + 2000 }),
  };
  const visited = visitors ? receiveVisitors(visitors) : Promise.resolve();
  const busy = new Set<LineState>();
  for (let tick = 0; !signal.aborted; tick += 1) {
    for (const state of nextDue(states, busy, clock())) {
      busy.add(state);
      const nas = routers[state.line.router];
      const step = nas === undefined ? Promise.resolve() : stepLine({ state, nas, random, now: clock() });
      void step.catch(unlessStopped(signal)).finally(() => busy.delete(state));
    }
    if (tick % 60 === 30) void passerBy(routers, random).catch(unlessStopped(signal));
    if (tick % 240 === 100) void askAsStranger(stranger).catch(unlessStopped(signal));
    await sleep(TICK, undefined, { signal }).catch(() => undefined);
  }
  await visited;
  for (const router of hearing) router.close();
  await Promise.all([...routers, stranger].map((nas) => nas.close()));
}

/** All but the last router take Disconnect-Requests: an operator is to see, too, how silence looks. */
function hearAll({ nasSecrets, clock }: Simulation, states: readonly LineState[]) {
  return seedRouters.slice(0, -1).map(({ address }, router) =>
    hearDisconnects({
      address,
      secret: nasSecrets[router] ?? '',
      end(acctSessionId) {
        const state = states.find(
          ({ line, session }) =>
            line.router === router && session?.accounting.acctSessionId === acctSessionId,
        );
        if (!state?.session) return false;
        state.session = { ...state.session, endsAt: clock() };
        state.dueAt = clock();
        return true;
      },
    }),
  );
}

function openRouters({ nasSecrets, server }: Simulation): Promise<SimulatedNas[]> {
  return Promise.all(
    seedRouters.map((router, index) =>
      openSimulatedNas({
        address: router.address,
        name: router.name,
        secret: nasSecrets[index] ?? '',
        sendsMessageAuthenticator: router.sendsMessageAuthenticator,
        server,
      }),
    ),
  );
}

/** At the end the sockets close under whoever still waits for an answer; that is no fault. */
function unlessStopped(signal: AbortSignal): (error: unknown) => void {
  return (error) => {
    if (!signal.aborted) throw error;
  };
}

/** The lines whose time has come, the longest waiting first, no more than a tick may take. */
function nextDue(states: readonly LineState[], busy: ReadonlySet<LineState>, now: number): LineState[] {
  const most = (STEPS_PER_SECOND * TICK) / 1000;
  return states
    .filter((state) => state.dueAt <= now && !busy.has(state))
    .toSorted((a, b) => a.dueAt - b.dueAt)
    .slice(0, most);
}

/** A phone that nobody knows walks past a hotspot; or a television is there, which shows no portal. */
async function passerBy(routers: readonly SimulatedNas[], random: SeededRandom): Promise<void> {
  const hotspots = seedRouters.flatMap((each, index) => (each.zone === null ? [] : [index]));
  const router = random.pick(hotspots);
  const phone = random.chance(0.8) ? privateMac(random) : hardware(random, 'Phone').mac;
  const mac = random.chance(0.85) ? phone : hardware(random, random.pick(['TV', 'Console'])).mac;
  await routers[router]?.logIn({
    service: 'hotspot',
    username: mac,
    password: mac,
    method: 'chap',
    callingStationId: callingStationId(router, mac),
    calledStationId: calledStationId(router, 'hotspot'),
  });
}

async function askAsStranger(stranger: SimulatedNas): Promise<void> {
  await stranger.logIn({
    service: 'pppoe',
    username: 'test',
    password: 'test',
    method: 'pap',
    callingStationId: '02:00:00:00:00:01',
  });
}
