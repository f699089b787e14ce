import { Button } from '@mantine/core';
import { formatCount } from '@gatehouse/domain/service-packages/describe-amounts';
import { IconEyeOff, IconShieldCheck } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { UnrecognisedDevice } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { DataList } from '../../parts/data-list/DataList.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { DevicesTabs } from '../devices/DevicesTabs.tsx';
import { UnrecognisedActions } from './UnrecognisedActions.tsx';
import { unrecognisedColumns, unrecognisedFilters } from './unrecognised-columns.tsx';
import { useDeed } from './use-unrecognised.ts';

/** Devices › Unrecognised: who knows a customer's password and is not their device. */
export function UnrecognisedScreen() {
  const navigate = useNavigate();
  const deed = useDeed();
  const mayIgnore = useMay('devices.add');
  return (
    <>
      <DevicesTabs />
      <DataList<UnrecognisedDevice>
        title="Unrecognised devices"
        thing="unrecognised-devices"
        noun="device"
        path="/unrecognised-devices"
        refreshSeconds={10}
        rowId={rowId}
        rowName={({ mac, customerName }) => `${mac} of ${customerName}`}
        columns={unrecognisedColumns}
        filters={unrecognisedFilters}
        defaultSort="-lastAt"
        searchHint="Search a MAC, name, vendor, router"
        onOpen={({ customerId }) =>
          void navigate({ to: '/customers/$customerId/devices', params: { customerId } })
        }
        rowActions={rowActions}
        actionsWidth={248}
        {...(mayIgnore && {
          bulkActions: (rows: readonly UnrecognisedDevice[], done: () => void) => (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconEyeOff size={15} aria-hidden />}
              onClick={() => deed.mutate({ do: 'ignore', rows }, { onSuccess: done })}
            >
              Ignore {formatCount(rows.length, 'device')}
            </Button>
          ),
        })}
        empty={
          <EmptyState icon={IconShieldCheck} title="No unrecognised device">
            Nobody used a customer’s right password from a device that is not registered to them. Where MAC
            binding is off, devices are not asked about; observe lists them without refusing any.
          </EmptyState>
        }
      />
    </>
  );
}

function rowId({ id }: UnrecognisedDevice): string {
  return id;
}

function rowActions(row: UnrecognisedDevice) {
  return <UnrecognisedActions row={row} />;
}
