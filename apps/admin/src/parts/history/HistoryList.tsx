import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getJson } from '../../api/call-api.ts';
import type { AuditEntry, Page } from '../../api/types.ts';
import { NotRead } from '../NotRead.tsx';
import { RelativeTime } from '../RelativeTime.tsx';
import { Changes } from './Changes.tsx';
import classes from './History.module.css';
import { sayAction, sayActor, sayWhy } from './say-entry.ts';
import { say } from './texts.ts';

const PAGE = 30;

/** What was done to a thing, the latest first: who, when, why, and what it was before. `path`: `/customers/3`. */
export function HistoryList({ path }: { readonly path: string }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['history', path],
    queryFn: ({ pageParam, signal }) =>
      getJson<Page<AuditEntry>>(`${path}/history`, { limit: PAGE, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    staleTime: 0,
  });
  if (error) return <NotRead title={say('historyNotRead')} error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton h={240} />;
  const entries = data.pages.flatMap(({ items }) => items);
  if (entries.length === 0) return <p>{say('nothingChanged')}</p>;
  return (
    <>
      <ol className={classes['list']} aria-label={say('history')}>
        {entries.map((entry) => (
          <li key={entry.id}>
            <Entry entry={entry} />
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <Button variant="default" mt="md" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say('showOlder')}
        </Button>
      )}
    </>
  );
}

function Entry({ entry }: { readonly entry: AuditEntry }) {
  const { action, subject, customer, at } = entry;
  const why = sayWhy(entry);
  // Of the customer whose history it is, the name says nothing new.
  const named = subject.name !== null && subject.name !== customer?.name ? subject.name : null;
  return (
    <>
      <p className={classes['what']}>
        <b>{sayAction(action)}</b>
        {named !== null && <bdi>{named}</bdi>}
      </p>
      <p className={classes['who']}>
        <RelativeTime at={at} clock /> · <bdi>{sayActor(entry)}</bdi>
      </p>
      {why !== null && (
        <p className={classes['why']}>
          <q>{why}</q>
        </p>
      )}
      <Changes entry={entry} />
    </>
  );
}
