import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/call-api.ts';
import type { Discard, Page } from '../../api/types.ts';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import classes from './Routers.module.css';
import { say, show } from './texts.ts';

const SHOWN_MAX = 10;

/** What came from this router and got no answer, and why. */
export function RouterDiscards({ nasId }: { readonly nasId: string }) {
  const { data } = useQuery({
    queryKey: ['discards', 'of', nasId],
    queryFn: ({ signal }) => getJson<Page<Discard>>('/discards', { nasId, limit: SHOWN_MAX }, signal),
  });
  if (!data || data.items.length === 0) return null;
  return (
    <section className={classes['discards']}>
      <h3>{say('withoutAnswer')}</h3>
      <ul>
        {data.items.map(({ sourceAddress, reason, message, count, lastAt }) => (
          <li key={`${sourceAddress} ${reason}`}>
            {message}
            <span>{show('packets', { count, when: <RelativeTime at={lastAt} /> })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
