import { IconPlugConnectedX } from '@tabler/icons-react';
import { useState } from 'react';
import type { RouterRequest } from '../../api/types.ts';
import { DataList } from '../../parts/data-list/DataList.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { RequestDrawer } from './RequestDrawer.tsx';
import { requestColumns } from './request-columns.tsx';
import { requestFilters } from './request-filters.ts';
import { say } from './texts.ts';

/** Activity › Disconnects: everything that routers were asked to do with a running session. */
export function RouterRequestsScreen() {
  const [opened, setOpened] = useState<RouterRequest | null>(null);
  return (
    <>
      <DataList<RouterRequest>
        title={say('title')}
        thing="router-requests"
        noun={say('noun')}
        path="/router-requests"
        refreshSeconds={5}
        rowId={rowId}
        rowName={({ username, acctSessionId }) => `${username} ${acctSessionId}`}
        columns={requestColumns}
        filters={requestFilters}
        searchHint={say('searchHint')}
        onOpen={setOpened}
        empty={
          <EmptyState icon={IconPlugConnectedX} title={say('noneYet')}>
            {say('noneYetWhy')}
          </EmptyState>
        }
      />
      {opened && <RequestDrawer request={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

function rowId({ id }: RouterRequest): string {
  return id;
}
