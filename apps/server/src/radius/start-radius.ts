import { randomBytes } from 'node:crypto';
import { CODES } from '@gatehouse/radius/packet/codes';
import type { DiscardReason } from '@gatehouse/radius/packet/discard-reasons';
import { openRadiusServer, type RadiusServer } from '@gatehouse/radius/transport/radius-server';
import { radiusActor } from '../actor.ts';
import { type Config, formatAddress, type ListenAddress } from '../config.ts';
import { openChangeFeed } from '../db/follow-changes.ts';
import { makeChange } from '../db/make-change.ts';
import { rememberSigning } from '../nas/remember-signing.ts';
import type { Listener, RadiusParts, StartedRole } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import { openSampleRecorder } from '../system/sample-recorder.ts';
import { AccessDirectory } from './access-directory/access-directory.ts';
import { countNoRequests } from './dynamic-authorization/count-requests.ts';
import { NasLines } from './dynamic-authorization/nas-lines.ts';
import { sendDynamicAuthorization } from './dynamic-authorization/send-dynamic-authorization.ts';
import { beginDirectory } from './begin-directory.ts';
import {
  keepSnapshot,
  SNAPSHOT_PURPOSE,
  type SnapshotKeeper,
  snapshotMadeAt,
  snapshotPath,
} from './directory-snapshot/keep-snapshot.ts';
import { openSnapshot } from './directory-snapshot/load-snapshot.ts';
import { watchEventLoop } from './event-loop-delay.ts';
import { followSessions, lastSessionChange } from './follow-sessions.ts';
import { loginFreshener } from './freshen-logins.ts';
import { accessRequestHandler } from './handle-access-request.ts';
import { accountingRequestHandler } from './handle-accounting-request.ts';
import { handleStatusServer } from './handle-status-server.ts';
import { type DirectoryKeeper, keepDirectory } from './keep-directory.ts';
import type { AccessRequest, KnownNas } from './known-nas.ts';
import { keepSigning, type SigningKeeper } from './keep-signing.ts';
import { logSeldom } from './log-seldom.ts';
import { LoginCounters } from './login-counters.ts';
import { openRadiusRecorders, type RadiusRecorders } from './radius-recorders.ts';
import { readAccessRequest } from './read-access-request.ts';
import { SlowGuessing } from './slow-guessing.ts';
import { openAccounting } from './open-accounting.ts';
import { loginStore } from './store-login.ts';
import { tellStats } from './tell-stats.ts';

const SWEEP_EVERY_MS = 60_000;
/** A database that has not let us in for so long is taken to be away: one that hangs takes connections all the same. */
const FIRST_CONTACT_MS_MAX = 3000;
/** The same of one that takes longer for the first load. A million customers need a third of it. */
const FIRST_LOAD_MS_MAX = 30_000;
const HOUR_MS = 3600_000;

/** The radius process: loads what a login needs, then listens. Resolves when requests are being answered. */
export async function startRadius(parts: RadiusParts): Promise<StartedRole> {
  const { db, pool, log, node, config, secretBox } = parts;
  const clock = parts.clock.now;
  const directory = new AccessDirectory(randomBytes(24).toString('base64'));
  const signing = keepSigning({
    store: async (nasId, source, learnedAt) => {
      await makeChange(db, radiusActor, (change) =>
        rememberSigning(change, nasId, source, new Date(learnedAt)),
      );
    },
    clock,
    onError: logSeldom(log, 'that a router always signs its logins could not be stored', clock),
  });
  const keeper = keepDirectory({ pool, secretBox }, directory, (routers) => signing.put(routers));
  const recorders = openRadiusRecorders(parts, clock);
  const counters = new LoginCounters();
  const guessing = new SlowGuessing();
  const handleAccessRequest = accessRequestHandler({
    ...recorders,
    directory,
    clock,
    random: randomBytes,
    guessing,
    counters,
    storeLogin: loginStore({
      db,
      refreshCustomers: keeper.refreshCustomers,
      refreshTickets: keeper.refreshTickets,
      seenAt: recorders.sightings.seenAt,
      onDatabaseAway: logSeldom(log, 'a login could not be stored', clock),
    }),
  });

  const accounting = await openAccounting(parts, directory.sessions);
  const handleAccountingRequest = accountingRequestHandler({
    ...recorders,
    directory,
    clock,
    stepsMs: parts.clock.stepsMs,
    writer: accounting,
  });

  const lines = new NasLines([...parts.config.radiusAcct, ...parts.config.radiusAuth]);
  let server: RadiusServer<KnownNas> | null = null;
  const requests = { logins: 0, accounting: 0, statusServer: 0 };
  const routerRequests = countNoRequests();
  const eventLoop = watchEventLoop();
  const stats = () =>
    tellStats({
      directory,
      counters,
      guessing,
      recorders,
      accounting,
      journal: () => accounting.stats.journal,
      requests,
      routerRequests,
      eventLoopDelay: eventLoop.histogram,
      pool,
      server: () => server,
      contact: () => feed.contact(),
      snapshotMadeAt: () => snapshots?.madeAt ?? null,
      clock,
    });
  parts.clock.onStep((ms) => directory.sessions.shift(ms));
  let sessionsSince: number | null = null;
  const away = Promise.withResolvers<void>();
  const noContact = setTimeout(away.resolve, FIRST_CONTACT_MS_MAX).unref();
  const tooSlow = setTimeout(away.resolve, FIRST_LOAD_MS_MAX).unref();
  const feed = openChangeFeed({
    connection: parts.connection,
    node,
    log,
    async onReload() {
      clearTimeout(noContact);
      sessionsSince ??= await lastSessionChange(pool);
      await keeper.reload();
    },
    async onChange(changes) {
      if (changes.has('clock')) await parts.clock.refresh();
      await keeper.apply(changes);
    },
    onAway: away.resolve,
    stats,
  });
  let sessions: { stop(): void } | null = null;
  void feed.loaded.then(() => {
    clearTimeout(tooSlow);
    if (stopped) return;
    sessions = followSessions(
      {
        pool,
        nodeId: node.id,
        sessions: directory.sessions,
        onError: logSeldom(log, 'sessions of other processes cannot be read', clock),
      },
      sessionsSince ?? 0,
    );
  });
  const sweeping = setInterval(() => directory.sessions.sweep(clock()), SWEEP_EVERY_MS).unref();

  const freshen = loginFreshener({
    pool,
    directory,
    refreshCustomers: keeper.refreshCustomers,
    onError: logSeldom(log, 'a login could not be brought up to date first', clock),
  });
  function answerLogin(request: AccessRequest): void | Promise<void> {
    if (!keeper.catchingUp) return handleAccessRequest(request);
    const about = readAccessRequest(request, directory, clock());
    return freshen({ username: about.username, mac: about.mac }).then(() => handleAccessRequest(request));
  }

  let stopped = false;
  const stopBehind = async (): Promise<void> => {
    stopped = true;
    signing.stop();
    clearInterval(sweeping);
    eventLoop.stop();
    await samples.close();
    sessions?.stop();
    await snapshots?.stop();
    await accounting.close();
    await recorders.close();
    await feed.stop();
  };
  let snapshots: SnapshotKeeper | null = null;
  const samples = openSampleRecorder({
    pool,
    nodeId: node.id,
    read: stats,
    onError: logSeldom(log, 'the history for the System page cannot be written', clock),
  });
  try {
    const snapshot = { path: snapshotPath(config.dataFolder), key: secretBox.fileKey(SNAPSHOT_PURPOSE) };
    const servedFrom = await beginDirectory({
      keeper,
      loaded: feed.loaded,
      away: away.promise,
      openSnapshot: () =>
        openSnapshot({ ...snapshot, secretBox, now: clock(), ageMsMax: config.offlineHoursMax * HOUR_MS }),
      onWaiting: (sentence) => parts.onWaiting?.(sentence),
      now: clock,
      log,
    });
    snapshots = keepSnapshot({
      ...snapshot,
      connection: parts.connection,
      clock,
      mayWrite: () => feed.contact().connected && !keeper.catchingUp,
      madeAt: servedFrom ?? (await snapshotMadeAt(snapshot.path, snapshot.key)),
      onError: logSeldom(log, 'the snapshot of the directory could not be written', clock),
    });
    server = await listen(parts, keeper, recorders, signing, clock, (request) => {
      switch (request.packet.code) {
        case CODES['Access-Request']:
          requests.logins += 1;
          return answerLogin(request);
        case CODES['Accounting-Request']:
          requests.accounting += 1;
          lines.heard(request.sourceAddress, request.localAddress);
          return handleAccountingRequest(request);
        case CODES['Status-Server']:
          requests.statusServer += 1;
          return handleStatusServer(request);
        default:
          return request.silence();
      }
    });
  } catch (error) {
    await stopBehind();
    throw error;
  }
  const opened = server;
  signing.serve(opened);
  const dynamicAuthorization = sendDynamicAuthorization({
    pool,
    nodeId: node.id,
    secretBox: parts.secretBox,
    lines,
    counts: routerRequests,
    clock,
    usesPreviousSecret: (address) => opened.usesPreviousSecret(address),
    onError: logSeldom(log, 'requests to routers are held up', clock),
  });
  return {
    listeners: namedListeners(parts.config, opened),
    async stop() {
      await dynamicAuthorization.stop();
      await opened.close();
      await stopBehind();
    },
  };
}

function listen(
  { config, log }: RadiusParts,
  keeper: DirectoryKeeper,
  { discards, health }: RadiusRecorders,
  signing: SigningKeeper,
  clock: () => number,
  onRequest: (request: AccessRequest) => void | Promise<void>,
): Promise<RadiusServer<KnownNas>> {
  return openRadiusServer<KnownNas>({
    listen: [
      ...config.radiusAuth.map((listener) => ({ ...listener, service: 'authentication' as const })),
      ...config.radiusAcct.map((listener) => ({ ...listener, service: 'accounting' as const })),
    ],
    findPeer: (source) => keeper.routers.find(source),
    onRequest,
    onDiscard(reason, source, peer) {
      const now = clock();
      const nasId = peer === null ? null : peer.data.id;
      discards.record(source, reason, nasId, now);
      if (nasId !== null && DISPROVES_SECRET.has(reason)) health.unverified(nasId, now);
    },
    onFault: logSeldom(log, 'a request got no answer', clock),
    onLearned: (source, peer) => {
      log.info({ router: peer.data.name, source }, 'always signs its requests: from now on it must');
      signing.learned(source, peer.data);
    },
  }).catch((error: unknown) => {
    throw listenRefusal(error);
  });
}

/** Reasons that show the shared secret to be another one. */
const DISPROVES_SECRET: ReadonlySet<DiscardReason> = new Set([
  'bad-authenticator',
  'bad-message-authenticator',
]);

function listenRefusal(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || !('port' in error)) return error;
  const where = `${'address' in error ? String(error.address) : ''}:${String(error.port)}`;
  switch (error.code) {
    case 'EADDRINUSE':
      return new Refusal(`UDP ${where} is in use: another RADIUS server may be running.`);
    case 'EACCES':
      return new Refusal(`UDP ${where} may not be opened by this user.`);
    case 'EADDRNOTAVAIL':
      return new Refusal(`${where} cannot be listened on: the address is not one of this machine's.`);
    default:
      return error;
  }
}

/** As configured: a wildcard is one name, whatever number of sockets it means. */
function namedListeners(config: Config, server: RadiusServer<KnownNas>): Listener[] {
  const name = (name: string, service: string, listeners: readonly ListenAddress[]): Listener[] =>
    listeners.map(({ address, port }) => {
      const bound = server.listening.find(
        (socket) => socket.service === service && (port === 0 || socket.port === port),
      );
      return { name, address: formatAddress({ address, port: bound?.port ?? port }) };
    });
  return [
    ...name('radius-auth', 'authentication', config.radiusAuth),
    ...name('radius-acct', 'accounting', config.radiusAcct),
  ];
}
