import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/call-api.ts';
import type { Discard, Page } from '../../api/types.ts';
import { useNow } from '../../parts/NowProvider.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import classes from './Routers.module.css';
import { say, show } from './texts.ts';

const POLL_MS = 5_000;
const SHOWN_MAX = 5;
const DAY_MS = 24 * 60 * 60_000;

type Props = { readonly onAdd?: (address: string) => void };

/** Who asks, but is no router of ours: its requests get no answer until it is added. */
export function Discards({ onAdd }: Props) {
  const now = useNow();
  const { data } = useQuery({
    queryKey: ['discards', 'unknown-nas'],
    queryFn: ({ signal }) =>
      getJson<Page<Discard>>('/discards', { reason: 'unknown-nas', limit: SHOWN_MAX }, signal),
    refetchInterval: POLL_MS,
  });
  // Those of which the dot in the frame speaks too.
  const strangers = (data?.items ?? []).filter(({ lastAt }) => now - Date.parse(lastAt) < DAY_MS);
  if (strangers.length === 0) return null;
  return (
    <section className={classes['strangers']} aria-label={say('unknownSenders')}>
      {strangers.map(({ sourceAddress, count, lastAt }) => (
        <div key={sourceAddress}>
          <span>
            {show('stranger', {
              count,
              address: <code dir="ltr">{sourceAddress}</code>,
              when: <RelativeTime at={lastAt} />,
            })}
          </span>
          {onAdd && (
            <Button size="xs" variant="default" onClick={() => onAdd(sourceAddress)}>
              {say('addAsRouter')}
            </Button>
          )}
        </div>
      ))}
    </section>
  );
}
