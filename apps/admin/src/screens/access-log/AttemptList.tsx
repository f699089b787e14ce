import { IconListDetails } from '@tabler/icons-react';
import { useState } from 'react';
import type { Attempt } from '../../api/types.ts';
import { DataList } from '../../parts/data-list/DataList.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { AttemptDrawer } from './AttemptDrawer.tsx';
import { attemptColumns, ownAttemptColumns } from './attempt-columns.tsx';
import { attemptFilters, ownAttemptFilters } from './attempt-filters.ts';

/** Phones that only walk past a hotspot would fill the list. */
const NO_PASSERS_BY = { passersBy: false };

type Props = { readonly customer?: { readonly id: string; readonly name: string } };

/** Every login that was tried, newest first, as it happens; all of them, or one customer's. */
export function AttemptList({ customer }: Props) {
  const [opened, setOpened] = useState<Attempt | null>(null);
  return (
    <>
      <DataList<Attempt>
        title={customer ? 'Attempts' : 'Access log'}
        level={customer ? 2 : 1}
        thing="attempts"
        noun="attempt"
        path="/attempts"
        params={customer ? { customerId: customer.id } : NO_PASSERS_BY}
        live="attempts"
        rowId={rowId}
        rowName={({ username, mac }) => `${username} ${mac ?? ''}`}
        columns={customer ? ownAttemptColumns : attemptColumns}
        filters={customer ? ownAttemptFilters : attemptFilters}
        searchHint="Search a username or MAC"
        onOpen={setOpened}
        empty={
          <EmptyState
            icon={IconListDetails}
            title="No login has been tried yet"
            action={
              !customer && (
                <LinkButton variant="default" to="/routers">
                  Open Routers
                </LinkButton>
              )
            }
          >
            {customer
              ? `The next login of ${customer.name} appears here within a second, with the reason for its outcome.`
              : 'Each login appears here within a second. Nothing? Add your router under Routers, and point its RADIUS at this server.'}
          </EmptyState>
        }
      />
      {opened && <AttemptDrawer attempt={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

function rowId({ id }: Attempt): string {
  return id;
}
