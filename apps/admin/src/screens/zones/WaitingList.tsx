import { Button } from '@mantine/core';
import { IconDeviceTv } from '@tabler/icons-react';
import { useState } from 'react';
import type { HotspotZone, WaitingInZone } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { DataList } from '../../parts/data-list/DataList.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { DeviceForm } from '../devices/DeviceForm.tsx';
import { say } from './texts.ts';
import { waitingColumns, waitingInZoneColumns } from './waiting-columns.tsx';

/** The unknown devices that hotspots have just heard, in one zone or in all: a television among them is given to its customer. */
export function WaitingList({ zone }: { readonly zone?: HotspotZone }) {
  const [picked, setPicked] = useState<string | null>(null);
  const mayAdd = useMay('devices.add');
  return (
    <>
      <DataList<WaitingInZone>
        title={say(zone ? 'waitingHere' : 'waitingNow')}
        level={zone ? 2 : 1}
        thing="waiting-devices"
        noun={say('unknownNoun')}
        path="/waiting-devices"
        {...(zone && { params: { zoneId: zone.id } })}
        refreshSeconds={3}
        rowId={rowId}
        rowName={({ mac }) => mac}
        columns={zone ? waitingInZoneColumns : waitingColumns}
        searchHint={say(zone ? 'searchWaitingHere' : 'searchWaiting')}
        {...(mayAdd && {
          onOpen: ({ mac }: WaitingInZone) => setPicked(mac),
          rowActions: ({ mac }: WaitingInZone) => (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={say('addMacToCustomer', { mac })}
              onClick={() => setPicked(mac)}
            >
              {say('addToCustomer')}
            </Button>
          ),
          actionsWidth: 190,
        })}
        empty={
          <EmptyState icon={IconDeviceTv} title={say('noneHeard')}>
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
  if (zone === undefined) return say('howAnywhere');
  return zone.macLogin ? say('howHere', { ssid: zone.ssid }) : say('macLoginOff');
}

function rowId({ zone, mac }: WaitingInZone): string {
  return `${zone.id} ${mac}`;
}
