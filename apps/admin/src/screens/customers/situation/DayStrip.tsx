import type { LastDay } from '../../../api/types.ts';
import { formatSpan } from '../../../parts/format/duration.ts';
import { formatMoment } from '../../../parts/format/time.ts';
import { useNow } from '../../../parts/NowProvider.tsx';
import { StateMark } from '../../../parts/StateMark.tsx';
import classes from './DayStrip.module.css';
import { say } from './texts.ts';
import { useLastDay } from './use-situation.ts';

/** The last 24 hours: online, offline, refused. */
export function DayStrip({ customerId }: { readonly customerId: string }) {
  const { data } = useLastDay(customerId);
  const now = useNow();
  if (!data) return <div className={classes['empty']} />;
  const [from, to] = [Date.parse(data.from), Date.parse(data.to)];
  const place = (at: string) => Math.max(0, Math.min(100, (100 * (Date.parse(at) - from)) / (to - from)));
  return (
    <figure className={classes['figure']}>
      <div className={classes['strip']} role="img" aria-label={say('lastDay', { day: describeDay(data) })}>
        {data.online.map((span) => (
          <span
            key={span.from}
            className={classes['online']}
            title={say('onlineFromTo', {
              from: formatMoment(Date.parse(span.from), now),
              to: formatMoment(Date.parse(span.to), now),
            })}
            style={{
              insetInlineStart: `${place(span.from)}%`,
              width: `${place(span.to) - place(span.from)}%`,
            }}
          />
        ))}
        {data.refused.map(({ at, count }) => (
          <span
            key={at}
            className={classes['refused']}
            title={say('refusedAround', { count, when: formatMoment(Date.parse(at), now) })}
            style={{ insetInlineStart: `min(${place(at)}%, 100% - 4px)` }}
          />
        ))}
      </div>
      <figcaption className={classes['legend']}>
        <span>{formatMoment(from, now)}</span>
        <span className={classes['words']}>
          <StateMark meaning="green">{say('online')}</StateMark>
          <StateMark meaning="quiet">{say('offline')}</StateMark>
          <StateMark meaning="red">{say('refused')}</StateMark>
          <span>{describeDay(data)}</span>
        </span>
        <span>{say('now')}</span>
      </figcaption>
    </figure>
  );
}

/** `online 18 h 20 m, refused 14 times`. */
function describeDay({ online, refused }: LastDay): string {
  const seconds = online.reduce((sum, { from, to }) => sum + (Date.parse(to) - Date.parse(from)) / 1_000, 0);
  const times = refused.reduce((sum, { count }) => sum + count, 0);
  const wasOnline = online.length > 0;
  // Who has come online just now is.
  const time = formatSpan(Math.max(1, seconds));
  if (times === 0) return wasOnline ? say('dayOnline', { time }) : say('dayNotOnline');
  return wasOnline
    ? say('dayOnlineRefused', { count: times, time })
    : say('dayNotOnlineRefused', { count: times });
}
