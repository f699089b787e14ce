import { Button } from '@mantine/core';
import { formatCount } from '@gatehouse/domain/service-packages/describe-amounts';
import { IconPlus, IconWifi } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { HotspotZone } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { DataList } from '../../parts/data-list/DataList.tsx';
import { EditRemoveMenu } from '../../parts/EditRemoveMenu.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { RemoveQuestion } from '../../parts/RemoveQuestion.tsx';
import { useRemove } from '../../parts/use-remove.ts';
import { ZoneForm } from './ZoneForm.tsx';
import { zoneColumns } from './zone-columns.tsx';

export function ZonesScreen() {
  const [adding, setAdding] = useState(false);
  const [removed, setRemoved] = useState<HotspotZone | null>(null);
  const remove = useRemove('hotspot-zones', '/hotspot-zones');
  const mayChange = useMay('hotspot-zones.change');
  const navigate = useNavigate();
  const open = ({ id }: HotspotZone) => void navigate({ to: '/zones/$zoneId', params: { zoneId: id } });
  const addButton = mayChange && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      Add zone
    </Button>
  );
  return (
    <>
      <DataList<HotspotZone>
        title="Zones"
        thing="hotspot-zones"
        noun="zone"
        path="/hotspot-zones"
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={zoneColumns}
        defaultSort="name"
        searchHint="Search zones"
        headerActions={addButton}
        onAdd={() => setAdding(mayChange)}
        onOpen={open}
        {...(mayChange && {
          rowActions: (row: HotspotZone) => (
            <EditRemoveMenu name={row.name} onEdit={() => open(row)} onRemove={() => setRemoved(row)} />
          ),
        })}
        empty={
          <EmptyState icon={IconWifi} title="No hotspot zones yet" action={addButton || undefined}>
            A zone is the access points that share one Wi-Fi name. A device that logged in once in a zone gets
            online again there by itself. Lines (PPPoE) need none.
          </EmptyState>
        }
      />
      {adding && <ZoneForm onClose={() => setAdding(false)} />}
      {removed && (
        <RemoveQuestion
          title={`Remove the zone ${removed.name}?`}
          onRemove={() => remove.mutate(removed)}
          onClose={() => setRemoved(null)}
        >
          {removed.nasCount > 0
            ? `${formatCount(removed.nasCount, 'router')} belong to it, so it will be refused until they have another zone.`
            : 'Devices known in this zone have to log in again. This cannot be undone.'}
        </RemoveQuestion>
      )}
    </>
  );
}
