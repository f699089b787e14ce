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
import { say } from './texts.ts';
import { useUnblockMac } from './use-blocked-macs.ts';

const COLUMNS: readonly ListColumn<BlockedMac>[] = [
  {
    id: 'mac',
    title: say('macAddress'),
    width: 164,
    grows: 1,
    sort: 'mac',
    phone: 'title',
    cell: ({ mac, vendor }) => <MacAddress mac={mac} vendor={vendor} />,
  },
  {
    id: 'vendor',
    title: say('vendor'),
    width: 150,
    grows: 1,
    rank: 4,
    under: 'mac',
    cell: (row) => <VendorName vendor={row.vendor} isPrivate={row.private} />,
  },
  {
    id: 'reason',
    title: say('reason'),
    width: 180,
    grows: 3,
    wraps: true,
    phone: 'line',
    cell: ({ reason }) => <Quiet text={reason} />,
  },
  {
    id: 'holder',
    title: say('registeredTo'),
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
    title: say('blockedBy'),
    width: 130,
    grows: 1,
    rank: 3,
    cell: ({ blockedBy }) => blockedBy,
  },
  {
    id: 'blockedAt',
    title: say('blockedAt'),
    width: 116,
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
      {say('blockADevice')}
    </Button>
  );
  return (
    <>
      <DevicesTabs />
      <DataList<BlockedMac>
        title={say('title')}
        thing="blocked-macs"
        noun={say('noun')}
        path="/blocked-macs"
        rowId={({ mac }) => mac}
        rowName={({ mac }) => mac}
        columns={COLUMNS}
        defaultSort="-blockedAt"
        searchHint={say('searchHint')}
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
              aria-label={say('unblockMac', { mac: row.mac })}
            >
              {say('unblock')}
            </Button>
          ),
        })}
        empty={
          <EmptyState icon={IconBan} title={say('none')} action={blockButton || undefined}>
            {say('noneWhy')}
          </EmptyState>
        }
      />
      {blocking && <BlockForm onClose={() => setBlocking(false)} />}
    </>
  );
}
