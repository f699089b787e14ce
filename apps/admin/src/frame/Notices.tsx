import { useQuery } from '@tanstack/react-query';
import { ApiError, getJson } from '../api/call-api.ts';
import type { Clock } from '../api/types.ts';
import { ClockNotice } from './ClockNotice.tsx';
import { ConnectionNotice } from './ConnectionNotice.tsx';
import { LOGINS_MEANWHILE } from './database-away.ts';
import classes from './Notices.module.css';
import { SecondFactorNotice } from '../screens/two-factor/SecondFactorNotice.tsx';
import { show } from './texts.ts';

const POLL_MS = 5_000;
/** A database that hangs is as good as away. */
const ANSWER_MS_MAX = 8_000;

/** What everybody must know, whatever they are looking at, with the way out. */
export function Notices() {
  const { data, error } = useQuery({
    queryKey: ['system', 'clock'],
    queryFn: ({ signal }) =>
      getJson<Clock>('/system/clock', {}, AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS_MAX)])),
    refetchInterval: POLL_MS,
    retry: false,
  });
  return (
    <div className={classes['notices']} aria-live="polite">
      <ConnectionNotice />
      {isDatabaseAway(error) && (
        <section className={classes['notice']} data-meaning="red">
          <p>{show('databaseAwayNotice', { b: (words) => <b>{words}</b>, LOGINS_MEANWHILE })}</p>
        </section>
      )}
      <SecondFactorNotice />
      {data?.jump && <ClockNotice jump={data.jump} time={data.time} />}
    </div>
  );
}

export function isDatabaseAway(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 'database-away' || error.code === 'database-slow');
}
