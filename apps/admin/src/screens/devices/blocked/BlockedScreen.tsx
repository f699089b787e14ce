import { Button } from '@mantine/core';
import { IconBan } from '@tabler/icons-react';
import { useState } from 'react';
import type { BlockedMac } from '../../../api/types.ts';
import { useMay } from '../../../api/use-me.ts';
import { DataList } from '../../../parts/data-list/DataList.tsx';
import type { ListColumn } from '../../../parts/data-list/list-types.ts';
import { EmptyState } from '../../../parts/EmptyState.tsx';
import { MacAddress, VendorName } from '../../../parts/mac/MacAddress.tsx';
import { Quiet } from '../../../parts/Quiet.tsx';
import { RelativeTime } from '../../../parts/RelativeTime.tsx';
import { RowLink } from '../../../parts/RowLink.tsx';
import { DevicesTabs } from '../DevicesTabs.tsx';
import { BlockForm } from './BlockForm.tsx';
import { useUnblockMac } from './use-blocked-macs.ts';

const COLUMNS: readonly ListColumn<BlockedMac>[] = [
  {
    id: 'mac',
    title: 'MAC address',
    width: 164,
    grows: 1,
    sort: 'mac',
    phone: 'title',
    cell: ({ mac, vendor }) => <MacAddress mac={mac} vendor={vendor} />,
  },
  {
    id: 'vendor',
    title: 'Vendor',
    width: 150,
    grows: 1,
    rank: 4,
    under: 'mac',
    cell: (row) => <VendorName vendor={row.vendor} isPrivate={row.private} />,
  },
  {
    id: 'reason',
    title: 'Reason',
    width: 180,
    grows: 3,
    wraps: true,
    phone: 'line',
    cell: ({ reason }) => <Quiet text={reason} />,
  },
  {
    id: 'holder',
    title: 'Registered to',
    width: 140,
    grows: 2,
    rank: 2,
    phone: 'line',
    cell: ({ holder }) =>
      holder === null ? (
        <Quiet text={null} />
      ) : (
        <RowLink to="/customers/$customerId/devices" params={{ customerId: holder.customerId }}>
          {holder.customerName}
        </RowLink>
      ),
  },
  {
    id: 'blockedBy',
    title: 'Blocked by',
    width: 130,
    grows: 1,
    rank: 3,
    cell: ({ blockedBy }) => blockedBy,
  },
  {
    id: 'blockedAt',
    title: 'Blocked',
    width: 104,
    sort: 'blockedAt',
    phone: 'side',
    cell: ({ blockedAt }) => <RelativeTime at={blockedAt} />,
  },
];

/** Devices › Blocked: refused everywhere, whoever's they are. */
export function BlockedScreen() {
  const [blocking, setBlocking] = useState(false);
  const unblock = useUnblockMac();
  const mayBlock = useMay('devices.remove');
  const mayUnblock = useMay('devices.add');
  const blockButton = mayBlock && (
    <Button leftSection={<IconBan size={16} aria-hidden />} onClick={() => setBlocking(true)}>
      Block a device
    </Button>
  );
  return (
    <>
      <DevicesTabs />
      <DataList<BlockedMac>
        title="Blocked devices"
        thing="blocked-macs"
        noun="blocked device"
        path="/blocked-macs"
        rowId={({ mac }) => mac}
        rowName={({ mac }) => mac}
        columns={COLUMNS}
        defaultSort="-blockedAt"
        searchHint="Search a MAC, reason, name"
        headerActions={blockButton}
        onAdd={() => setBlocking(mayBlock)}
        actionsWidth={92}
        {...(mayUnblock && {
          rowActions: (row: BlockedMac) => (
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              onClick={() => unblock.mutate(row.mac)}
              aria-label={`Unblock ${row.mac}`}
            >
              Unblock
            </Button>
          ),
        })}
        empty={
          <EmptyState icon={IconBan} title="No device is blocked" action={blockButton || undefined}>
            A blocked MAC address is refused everywhere, with every password.
          </EmptyState>
        }
      />
      {blocking && <BlockForm onClose={() => setBlocking(false)} />}
    </>
  );
}
