import { useConnection } from '../api/connection.ts';
import { formatClock } from '../parts/format/time.ts';
import { useNow } from '../parts/NowProvider.tsx';
import classes from './Notices.module.css';
import { say, show } from './texts.ts';

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
          <>{show('noAnswerSince', { since, b: (words) => <b>{words}</b> })}</>
        ) : (
          <>{say('mayBeOld', { since })}</>
        )}
      </p>
    </section>
  );
}
