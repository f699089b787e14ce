import { randomBytes } from 'node:crypto';
import { type AttemptRecorder, openAttemptRecorder } from '../access-log/attempt-recorder.ts';
import { openAttemptStore } from '../access-log/attempt-store.ts';
import { type DiscardRecorder, openDiscardRecorder } from '../access-log/discard-recorder.ts';
import { type DeviceSightings, openDeviceSightings } from '../devices/device-sightings.ts';
import { type NasHealthRecorder, openNasHealthRecorder } from '../nas/nas-health-recorder.ts';
import { openWaitingDevices, type WaitingDevices } from '../hotspot-zones/waiting-devices.ts';
import type { RadiusParts } from '../parts.ts';
import { type LastAccepts, openLastAccepts } from '../sessions/last-accepts.ts';
import { logSeldom } from './log-seldom.ts';

/** What the packet path leaves behind: each takes its news at once and writes it later. */
export type RadiusRecorders = {
  readonly attempts: AttemptRecorder;
  readonly discards: DiscardRecorder;
  readonly health: NasHealthRecorder;
  readonly sightings: DeviceSightings;
  readonly waiting: WaitingDevices;
  readonly lastAccepts: LastAccepts;
  /** Writes what waits. */
  close(): Promise<void>;
};

export function openRadiusRecorders({ pool, log, node }: RadiusParts, clock: () => number): RadiusRecorders {
  const onError = (message: string) => logSeldom(log, message, clock);
  const store = openAttemptStore(pool, node.id, onError('the database refused a line of the access log'));
  const attempts = openAttemptRecorder({
    store,
    randomBytes,
    clock,
    onError: onError('the access log cannot be written'),
  });
  const discards = openDiscardRecorder({
    pool,
    warn: (sentence) => log.warn(sentence),
    onError: onError('discarded requests cannot be noted'),
  });
  const health = openNasHealthRecorder({
    pool,
    nodeId: node.id,
    onError: onError('what is heard from the routers cannot be noted'),
  });
  const sightings = openDeviceSightings({
    pool,
    clock,
    onError: onError('when devices were seen cannot be noted'),
  });
  const waiting = openWaitingDevices({
    pool,
    nodeId: node.id,
    clock,
    onError: onError('which unknown devices are waiting cannot be noted'),
  });
  return {
    attempts,
    discards,
    health,
    sightings,
    waiting,
    lastAccepts: openLastAccepts(),
    async close() {
      await Promise.allSettled([
        attempts.close(),
        discards.close(),
        health.close(),
        sightings.close(),
        waiting.close(),
      ]);
    },
  };
}
