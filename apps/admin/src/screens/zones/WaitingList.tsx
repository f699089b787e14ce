import { Button } from '@mantine/core';
import { IconDeviceTv } from '@tabler/icons-react';
import { useState } from 'react';
import type { HotspotZone, WaitingInZone } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { DataList } from '../../parts/data-list/DataList.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { DeviceForm } from '../devices/DeviceForm.tsx';
import { waitingColumns, waitingInZoneColumns } from './waiting-columns.tsx';

/** The unknown devices that hotspots have just heard, in one zone or in all: a television among them is given to its customer. */
export function WaitingList({ zone }: { readonly zone?: HotspotZone }) {
  const [picked, setPicked] = useState<string | null>(null);
  const mayAdd = useMay('devices.add');
  return (
    <>
      <DataList<WaitingInZone>
        title={zone ? 'Waiting here now' : 'Waiting now'}
        level={zone ? 2 : 1}
        thing="waiting-devices"
        noun="unknown device"
        path="/waiting-devices"
        {...(zone && { params: { zoneId: zone.id } })}
        refreshSeconds={3}
        rowId={rowId}
        rowName={({ mac }) => mac}
        columns={zone ? waitingInZoneColumns : waitingColumns}
        searchHint={zone ? 'Search a MAC, vendor, router' : 'Search a MAC, vendor, router, zone'}
        {...(mayAdd && {
          onOpen: ({ mac }: WaitingInZone) => setPicked(mac),
          rowActions: ({ mac }: WaitingInZone) => (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`Add to a customer…: ${mac}`}
              onClick={() => setPicked(mac)}
            >
              Add to a customer…
            </Button>
          ),
          actionsWidth: 168,
        })}
        empty={
          <EmptyState icon={IconDeviceTv} title="No unknown device was heard in the last quarter of an hour">
            {howToBeHeard(zone)}
          </EmptyState>
        }
      />
      {picked !== null && <DeviceForm customer={null} mac={picked} onClose={() => setPicked(null)} />}
    </>
  );
}

/** For what shows no login page: a television, a console, a printer. */
function howToBeHeard(zone: HotspotZone | undefined): string {
  if (zone?.macLogin === false)
    return 'MAC login is off in this zone, under Access. Without it a television or a printer, which shows no login page, cannot get online here.';
  return `A television, a console or a printer shows no login page. Switch it on and connect it to ${zone ? `“${zone.ssid}”` : 'the Wi-Fi'}: it appears here within seconds, to be added to its customer.`;
}

function rowId({ zone, mac }: WaitingInZone): string {
  return `${zone.id} ${mac}`;
}
