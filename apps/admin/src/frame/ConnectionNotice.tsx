import { useConnection } from '../api/connection.ts';
import { formatClock } from '../parts/format/time.ts';
import { useNow } from '../parts/NowProvider.tsx';
import classes from './Notices.module.css';

/** What is on the screen stays there while nothing is heard; this says since when it may be old. */
export function ConnectionNotice() {
  const connection = useConnection();
  const now = useNow();
  if (!('lastAnswerAt' in connection)) return null;
  const { state, lastAnswerAt } = connection;
  const since = formatClock(lastAnswerAt, now);
  return (
    <section className={classes['notice']} data-meaning="red">
      <p>
        {state === 'silent' ? (
          <>
            <b>No answer since {since}.</b> What you see may be old. Logins may well go on; this page asks
            again by itself.
          </>
        ) : (
          <>What you see is from {since} and may be old.</>
        )}
      </p>
    </section>
  );
}
