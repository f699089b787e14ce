import { SESSION_SILENCE_SECONDS_MAX } from '../access/granted-service.ts';
import { formatDuration, formatVolume } from '../service-packages/describe-amounts.ts';

export type SessionToDescribe = {
  readonly open: boolean;
  /** Since it was last heard. */
  readonly silentSeconds: number;
  readonly sessionSeconds: number;
  /** Both directions. */
  readonly bytes: number;
  /** RFC 2866 §5.10, or our own word. */
  readonly terminateCause: string | null;
};

/** `Online for 2 h, 1.2 GB; the device hung up.` */
export function describeSession(session: SessionToDescribe): string {
  const { open, silentSeconds, sessionSeconds, bytes, terminateCause } = session;
  const length = sessionSeconds === 0 ? 'Online' : `Online for ${formatDuration(sessionSeconds)}`;
  const volume = bytes === 0 ? '' : `, ${formatVolume(bytes)}`;
  if (open) {
    const silent =
      silentSeconds > SESSION_SILENCE_SECONDS_MAX ? '; its router has gone silent' : ', and still is';
    return `${length}${volume}${silent}.`;
  }
  const cause = terminateCause === null ? null : (CAUSES[terminateCause] ?? `ended: ${terminateCause}`);
  return `${length}${volume}${cause === null ? '' : `; ${cause}`}.`;
}

const CAUSES: Readonly<Record<string, string>> = {
  'User-Request': 'the device hung up',
  'Lost-Carrier': 'the connection was lost',
  'Lost-Service': 'the service was lost',
  'Idle-Timeout': 'nothing was sent for too long',
  'Session-Timeout': 'its time was over',
  'Admin-Reset': 'an administrator ended it',
  'Admin-Reboot': 'the router was restarted',
  'NAS-Request': 'the router ended it',
  'NAS-Reboot': 'the router restarted',
  'NAS-Error': 'the router had a fault',
  'Port-Error': 'the port had a fault',
  Stale: 'nothing more was heard of it',
  'Accounting-On': 'the router restarted',
  'Accounting-Off': 'the router was shut down',
  'Session-Context-Not-Found': 'the router no longer knew it',
};
