import { Link } from '@tanstack/react-router';
import type { Home } from '../../api/types.ts';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { saySaid } from '../../parts/said/say-said.ts';
import classes from './Home.module.css';
import { say } from './texts.ts';

/** What was changed, by whom, in words. */
export function SinceYesterday({ changes }: { readonly changes: Home['changes'] }) {
  return (
    <section className={classes['list']}>
      <h2>{say('sinceYesterday')}</h2>
      {changes === null && <p className={classes['none']}>{say('changesNotRead')}</p>}
      {changes?.length === 0 && <p className={classes['none']}>{say('nothingChanged')}</p>}
      <ul>
        {changes?.map(({ at, sentence, sentenceSaid, path, search }) => (
          <li key={`${at} ${sentence}`}>
            {path === null ? (
              <span>{saySaid(sentenceSaid, sentence)}</span>
            ) : (
              <Link to={path} search={search}>
                {saySaid(sentenceSaid, sentence)}
              </Link>
            )}
            <span className={classes['when']}>
              <RelativeTime at={at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
