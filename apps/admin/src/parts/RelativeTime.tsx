import { formatClock, formatExact, formatRelative, formatSeen } from './format/time.ts';
import { useNow } from './NowProvider.tsx';

type Props = {
  /** ISO 8601, or `null`: then a dash, or what `never` says. */
  readonly at: string | null;
  readonly never?: string;
  /** The clock's time instead, for logs. */
  readonly clock?: boolean;
  /** The day and the hour instead, after `since` or `until`. */
  readonly day?: boolean;
};

/** A time as people say it, the exact one on hover. */
export function RelativeTime({ at, never = '–', clock = false, day = false }: Props) {
  const now = useNow();
  if (at === null) return <span style={{ color: 'var(--gh-quiet)' }}>{never}</span>;
  const time = Date.parse(at);
  const format = clock ? formatClock : day ? formatSeen : formatRelative;
  return (
    // Not one of the app's own tips: a list draws hundreds of these while one scrolls.
    <time dateTime={at} title={formatExact(time)}>
      {format(time, now)}
    </time>
  );
}
