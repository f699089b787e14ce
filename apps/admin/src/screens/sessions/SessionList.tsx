import { Button } from '@mantine/core';
import { IconActivity } from '@tabler/icons-react';
import { useState } from 'react';
import type { Session } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { DataList } from '../../parts/data-list/DataList.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { DisconnectDialog } from './DisconnectDialog.tsx';
import { ownSessionColumns, sessionColumns } from './session-columns.tsx';
import { ownSessionFilters, useSessionFilters } from './use-session-filters.ts';
import { say } from './texts.ts';

type Props = { readonly customer?: { readonly id: string; readonly name: string } };

/** What the routers' accounting tells: who was online, from when to when, with how much. */
export function SessionList({ customer }: Props) {
  const [asked, setAsked] = useState<Session | null>(null);
  const mayDisconnect = useMay('sessions.disconnect');
  const filters = useSessionFilters();
  return (
    <>
      <DataList<Session>
        title={say('sessions')}
        level={customer ? 2 : 1}
        thing="sessions"
        noun={say('noun')}
        path="/sessions"
        live="sessions"
        refreshSeconds={10}
        {...(customer && { params: { customerId: customer.id } })}
        rowId={rowId}
        rowName={({ username, acctSessionId }) => `${username} ${acctSessionId}`}
        columns={customer ? ownSessionColumns : sessionColumns}
        filters={customer ? ownSessionFilters : filters}
        {...(mayDisconnect && {
          rowActions: (session: Session) => <SessionAction session={session} onDisconnect={setAsked} />,
          actionsWidth: 112,
        })}
        searchHint={customer ? say('searchThese') : say('searchHint')}
        empty={
          <EmptyState icon={IconActivity} title={say('noneYet')}>
            {say('noneYetWhy')}
          </EmptyState>
        }
      />
      {asked && <DisconnectDialog session={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

type ActionProps = { readonly session: Session; readonly onDisconnect: (session: Session) => void };

function SessionAction({ session, onDisconnect }: ActionProps) {
  if (session.endedAt !== null) return null;
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      onClick={() => onDisconnect(session)}
      aria-label={say('disconnectSession', { username: session.username, mac: session.mac ?? '' })}
    >
      {say('disconnect')}
    </Button>
  );
}

function rowId({ id }: Session): string {
  return id;
}
