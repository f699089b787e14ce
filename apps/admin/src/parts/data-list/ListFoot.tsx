import { Button, Loader } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useEffect } from 'react';
import { formatNumber } from '../format/number.ts';
import classes from './DataList.module.css';
import type { usePages } from './use-pages.ts';
import { say } from '../texts.ts';

type Props = { readonly pages: ReturnType<typeof usePages>; readonly noun: string };

/** Loads the next page when the end comes near; the button is for who scrolls by other means. */
export function ListFoot({ pages, noun }: Props) {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = pages;
  const { ref, entry } = useIntersection({ rootMargin: '800px' });
  const near = entry?.isIntersecting ?? false;
  useEffect(() => {
    if (near && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [near, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  const total = pages.data?.pages[0]?.total;
  const loaded = pages.data?.pages.reduce((sum, { items }) => sum + items.length, 0) ?? 0;
  if (!hasNextPage) return <div ref={ref} className={classes['foot']} />;
  return (
    <div ref={ref} className={classes['foot']}>
      {isFetchingNextPage ? (
        <Loader size="xs" aria-label={say('loadingMore')} />
      ) : (
        <Button variant="default" size="xs" onClick={() => void fetchNextPage()}>
          {isFetchNextPageError ? say('moreNotLoaded') : say('loadMore')}
        </Button>
      )}
      <span>
        {total === undefined
          ? say('loaded', { loaded, noun })
          : say('loadedOf', { loaded, total: formatNumber(total), noun })}
      </span>
    </div>
  );
}
