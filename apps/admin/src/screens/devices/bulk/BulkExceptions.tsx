import { Button, Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { BulkAction, BulkActionRow } from '../../../api/types.ts';
import { usePages } from '../../../parts/data-list/use-pages.ts';
import { MacAddress } from '../../../parts/mac/MacAddress.tsx';
import { NotRead } from '../../../parts/NotRead.tsx';
import { SideSheet } from '../../../parts/SideSheet.tsx';
import classes from './Bulk.module.css';
import { say } from './texts.ts';
import { exceptionsOf, leftSentences } from './bulk-words.ts';

type Props = { readonly bulk: BulkAction; readonly onClose: () => void };

/** Which devices it was not done to, or which are not as before: each with its reason. */
export function BulkExceptions({ bulk, onClose }: Props) {
  const outcome = exceptionsOf(bulk);
  const pages = usePages<BulkActionRow>('bulk-actions', `/bulk-actions/${bulk.id}/rows`, { outcome });
  const rows = pages.data?.pages.flatMap(({ items }) => items);
  return (
    <SideSheet title={say(outcome === 'left' ? 'leftOutTitle' : 'notUndoneTitle')} onClose={onClose}>
      <p className={classes['effect']}>{leftSentences(bulk).join(' ')}</p>
      {pages.isError && (
        <NotRead title={say('listNotRead')} error={pages.error} onRetry={() => void pages.refetch()} />
      )}
      {rows === undefined && !pages.isError && <Skeleton h={200} />}
      <ul className={classes['exceptions']}>
        {rows?.map(({ deviceId, customerId, mac, name, reason }) => (
          <li key={deviceId}>
            <span>
              <MacAddress mac={mac} />
              <Link to="/customers/$customerId/devices" params={{ customerId }}>
                {name ?? say('noLabel')}
              </Link>
            </span>
            <span className={classes['quiet']}>{reason}</span>
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {say('more')}
        </Button>
      )}
    </SideSheet>
  );
}
