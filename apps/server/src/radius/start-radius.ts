import { randomBytes } from 'node:crypto';
import { CODES } from '@gatehouse/radius/packet/codes';
import type { DiscardReason } from '@gatehouse/radius/packet/discard-reasons';
import { openRadiusServer, type RadiusServer } from '@gatehouse/radius/transport/radius-server';
import { type Config, formatAddress, type ListenAddress } from '../config.ts';
import { type ChangeFeed, followChanges } from '../db/follow-changes.ts';
import type { Listener, RadiusParts, StartedRole } from '../parts.ts';
import { Refusal } from '../refusal.ts';
import { openAccountingWriter } from '../sessions/accounting-writer.ts';
import { AccessDirectory } from './access-directory/access-directory.ts';
import { watchEventLoop } from './event-loop-delay.ts';
import { followSessions, lastSessionChange } from './follow-sessions.ts';
import { accessRequestHandler } from './handle-access-request.ts';
import { accountingRequestHandler } from './handle-accounting-request.ts';
import { handleStatusServer } from './handle-status-server.ts';
import { type DirectoryKeeper, keepDirectory } from './keep-directory.ts';
import type { AccessRequest, KnownNas } from './known-nas.ts';
import { logSeldom } from './log-seldom.ts';
import { LoginCounters } from './login-counters.ts';
import { openRadiusRecorders, type RadiusRecorders } from './radius-recorders.ts';
import { SlowGuessing } from './slow-guessing.ts';
import { loginStore } from './store-login.ts';
import { tellStats } from './tell-stats.ts';

const SWEEP_EVERY_MS = 60_000;

/** The radius process: loads what a login needs, then listens. Resolves when requests are being answered. */
export async function startRadius(parts: RadiusParts): Promise<StartedRole> {
  const { db, pool, log, node } = parts;
  const clock = Date.now;
  const directory = new AccessDirectory(randomBytes(24).toString('base64'));
  const keeper = keepDirectory({ pool, secretBox: parts.secretBox }, directory);
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
      onDatabaseAway: logSeldom(log, 'a login could not be stored', clock),
    }),
  });

  const accounting = openAccountingWriter({
    connection: parts.connection,
    nodeId: node.id,
    listener: directory.sessions,
    onError: logSeldom(log, 'accounting could not be stored', clock),
  });
  const handleAccountingRequest = accountingRequestHandler({
    ...recorders,
    directory,
    clock,
    writer: accounting,
  });

  let server: RadiusServer<KnownNas> | null = null;
  let following: ChangeFeed | null = null;
  const requests = { logins: 0, accounting: 0, statusServer: 0 };
  const eventLoop = watchEventLoop();
  const stats = () =>
    tellStats({
      directory,
      counters,
      guessing,
      recorders,
      accounting,
      requests,
      eventLoopDelay: eventLoop.histogram,
      pool,
      server: () => server,
      contact: () => following?.contact() ?? null,
    });
  const sessionsSince = await lastSessionChange(pool);
  const feed = await followChanges({
    connection: parts.connection,
    node,
    log,
    onReload: keeper.reload,
    onChange: keeper.apply,
    stats,
  });
  following = feed;
  const sessions = followSessions(
    {
      pool,
      nodeId: node.id,
      sessions: directory.sessions,
      onError: logSeldom(log, 'sessions of other processes cannot be read', clock),
    },
    sessionsSince,
  );
  const sweeping = setInterval(() => directory.sessions.sweep(clock()), SWEEP_EVERY_MS).unref();

  const stopBehind = async (): Promise<void> => {
    clearInterval(sweeping);
    eventLoop.stop();
    sessions.stop();
    await accounting.close();
    await recorders.close();
    await feed.stop();
  };
  try {
    server = await listen(parts, keeper, recorders, clock, (request) => {
      switch (request.packet.code) {
        case CODES['Access-Request']:
          requests.logins += 1;
          return handleAccessRequest(request);
        case CODES['Accounting-Request']:
          requests.accounting += 1;
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
  return {
    listeners: namedListeners(parts.config, opened),
    async stop() {
      await opened.close();
      await stopBehind();
    },
  };
}

function listen(
  { config, log }: RadiusParts,
  keeper: DirectoryKeeper,
  { discards, health }: RadiusRecorders,
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
