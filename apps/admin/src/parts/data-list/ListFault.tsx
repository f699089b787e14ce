import { Button } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { ApiError } from '../../api/call-api.ts';
import { EmptyState } from '../EmptyState.tsx';
import { NotRead } from '../NotRead.tsx';
import { clearedFilters, describeUnknownFilters } from './unknown-filters.ts';
import type { ListFilter, ListQuery } from './list-types.ts';

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
    return <NotRead title="This list could not be read" error={error} onRetry={onRetry} heading={false} />;
  }
  return (
    <EmptyState
      icon={IconFilterOff}
      title="This link asks for a filter that there is not"
      action={<Button onClick={() => change(clearedFilters(query))}>Clear filters</Button>}
    >
      {describeUnknownFilters(filters, query)} The link may be an old one, or cut off.
    </EmptyState>
  );
}
