import { Button } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { ApiError } from '../../api/call-api.ts';
import { EmptyState } from '../EmptyState.tsx';
import { NotRead } from '../NotRead.tsx';
import { clearedFilters, describeUnknownFilters } from './unknown-filters.ts';
import type { ListFilter, ListQuery } from './list-types.ts';
import { say } from '../texts.ts';

type Props = {
  readonly error: unknown;
  readonly filters: readonly ListFilter[];
  readonly query: ListQuery;
  readonly change: (changes: Readonly<Record<string, string | null>>) => void;
  readonly onRetry: () => void;
};

/** Why a list is not there, and the way out: an old link is cured by other means than a broken server. */
export function ListFault({ error, filters, query, change, onRetry }: Props) {
  if (!(error instanceof ApiError && error.status === 400)) {
    return <NotRead title={say('listNotRead')} error={error} onRetry={onRetry} heading={false} />;
  }
  return (
    <EmptyState
      icon={IconFilterOff}
      title={say('noSuchFilter')}
      action={<Button onClick={() => change(clearedFilters(query))}>{say('clearFilters')}</Button>}
    >
      {say('oldLink', { filters: describeUnknownFilters(filters, query) })}
    </EmptyState>
  );
}
