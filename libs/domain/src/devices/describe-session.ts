import { SESSION_SILENCE_SECONDS_MAX } from '../access/granted-service.ts';
import { type Said, said } from '../said/said.ts';
import { volumeStep } from '../service-packages/describe-amounts.ts';

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
export function describeSession(session: SessionToDescribe): Said {
  const { open, silentSeconds, terminateCause } = session;
  const online = describeStay(session);
  if (open)
    return silentSeconds > SESSION_SILENCE_SECONDS_MAX
      ? said('sessionSilent', { online })
      : said('sessionGoesOn', { online });
  return terminateCause === null
    ? said('sessionOver', { online })
    : said('sessionOverFor', { online, cause: describeEnd(terminateCause) });
}

function describeStay({ sessionSeconds, bytes }: SessionToDescribe): Said {
  const time = { seconds: sessionSeconds };
  const volume = { bytes, step: volumeStep(bytes) };
  if (sessionSeconds === 0) return bytes === 0 ? said('wasOnline') : said('wasOnlineWith', { volume });
  return bytes === 0 ? said('wasOnlineFor', { time }) : said('wasOnlineForWith', { time, volume });
}

function describeEnd(cause: string): Said {
  const known = CAUSES.find((each) => each === cause);
  return known === undefined ? said('endedByOther', { cause }) : said(`endedBy_${known}`);
}

const CAUSES = [
  'User-Request',
  'Lost-Carrier',
  'Lost-Service',
  'Idle-Timeout',
  'Session-Timeout',
  'Admin-Reset',
  'Admin-Reboot',
  'NAS-Request',
  'NAS-Reboot',
  'NAS-Error',
  'Port-Error',
  'Stale',
  'Accounting-On',
  'Accounting-Off',
  'Session-Context-Not-Found',
] as const;
