import { IconListDetails } from '@tabler/icons-react';
import { useState } from 'react';
import type { Attempt } from '../../api/types.ts';
import { DataList } from '../../parts/data-list/DataList.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { AttemptDrawer } from './AttemptDrawer.tsx';
import { attemptColumns, ownAttemptColumns } from './attempt-columns.tsx';
import { attemptFilters, ownAttemptFilters } from './attempt-filters.ts';
import { say } from './texts.ts';

/** Phones that only walk past a hotspot would fill the list. */
const NO_PASSERS_BY = { passersBy: false };

type Props = { readonly customer?: { readonly id: string; readonly name: string } };

/** Every login that was tried, newest first, as it happens; all of them, or one customer's. */
export function AttemptList({ customer }: Props) {
  const [opened, setOpened] = useState<Attempt | null>(null);
  return (
    <>
      <DataList<Attempt>
        title={customer ? say('attempts') : say('accessLog')}
        level={customer ? 2 : 1}
        thing="attempts"
        noun={say('attempt')}
        path="/attempts"
        params={customer ? { customerId: customer.id } : NO_PASSERS_BY}
        live="attempts"
        rowId={rowId}
        rowName={({ username, mac }) => `${username} ${mac ?? ''}`}
        columns={customer ? ownAttemptColumns : attemptColumns}
        filters={customer ? ownAttemptFilters : attemptFilters}
        searchHint={say('searchHint')}
        onOpen={setOpened}
        empty={
          <EmptyState
            icon={IconListDetails}
            title={say('noneYet')}
            action={
              !customer && (
                <LinkButton variant="default" to="/routers">
                  {say('openRouters')}
                </LinkButton>
              )
            }
          >
            {customer ? say('nextOf', { name: customer.name }) : say('eachAppears')}
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
