import { Button } from '@mantine/core';
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
import { say } from './texts.ts';
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
      {say('addZone')}
    </Button>
  );
  return (
    <>
      <DataList<HotspotZone>
        title={say('zones')}
        thing="hotspot-zones"
        noun={say('noun')}
        path="/hotspot-zones"
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={zoneColumns}
        defaultSort="name"
        searchHint={say('searchHint')}
        headerActions={addButton}
        onAdd={() => setAdding(mayChange)}
        onOpen={open}
        {...(mayChange && {
          rowActions: (row: HotspotZone) => (
            <EditRemoveMenu name={row.name} onEdit={() => open(row)} onRemove={() => setRemoved(row)} />
          ),
        })}
        empty={
          <EmptyState icon={IconWifi} title={say('noneYet')} action={addButton || undefined}>
            {say('noneYetWhy')}
          </EmptyState>
        }
      />
      {adding && <ZoneForm onClose={() => setAdding(false)} />}
      {removed && (
        <RemoveQuestion
          title={say('removeQuestion', { name: removed.name })}
          onRemove={() => remove.mutate(removed)}
          onClose={() => setRemoved(null)}
        >
          {removed.nasCount > 0 ? say('removeRefused', { count: removed.nasCount }) : say('removeEffect')}
        </RemoveQuestion>
      )}
    </>
  );
}
