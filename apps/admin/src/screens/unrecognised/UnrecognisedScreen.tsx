import { Button } from '@mantine/core';
import { IconEyeOff, IconShieldCheck } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { UnrecognisedDevice } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { DataList } from '../../parts/data-list/DataList.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { DevicesTabs } from '../devices/DevicesTabs.tsx';
import { say } from './texts.ts';
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
        title={say('title')}
        thing="unrecognised-devices"
        noun={say('noun')}
        path="/unrecognised-devices"
        refreshSeconds={10}
        rowId={rowId}
        rowName={({ mac, customerName }) => say('macOf', { mac, customer: customerName })}
        columns={unrecognisedColumns}
        filters={unrecognisedFilters}
        defaultSort="-lastAt"
        searchHint={say('searchHint')}
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
              {say('ignoreDevices', { count: rows.length })}
            </Button>
          ),
        })}
        empty={
          <EmptyState icon={IconShieldCheck} title={say('none')}>
            {say('noneWhy')}
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
