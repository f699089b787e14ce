import { Button } from '@mantine/core';
import { IconDevices, IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import type { Device } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { DataList } from '../../parts/data-list/DataList.tsx';
import type { Chosen } from '../../parts/data-list/list-types.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { ImportLink } from '../imports/ImportLink.tsx';
import { BulkActions } from './bulk/BulkActions.tsx';
import { BulkRun } from './bulk/BulkRun.tsx';
import { DeviceListMenu } from './bulk/DeviceListMenu.tsx';
import { useBulkRuns } from './bulk/use-bulk-runs.ts';
import { DeviceForm } from './DeviceForm.tsx';
import { DeviceEditForm } from './DeviceEditForm.tsx';
import { DeviceRowActions } from './DeviceRowActions.tsx';
import { deviceColumns, ownDeviceColumns } from './device-columns.tsx';
import { RemoveAndDisconnectDialog } from './RemoveAndDisconnectDialog.tsx';
import classes from './Devices.module.css';
import { say } from './texts.ts';
import { useDeviceFilters } from './use-device-filters.ts';
import { useRemoveDevices } from './use-devices.ts';

/** What is selected of one customer's list is selected among theirs. */
function inPath(chosen: Chosen, customerId: string | undefined): Chosen {
  const { matching } = chosen;
  if (matching === null || customerId === undefined) return chosen;
  return { ...chosen, matching: { ...matching, query: { ...matching.query, customerId } } };
}

/** Every device, or those of one customer: the same table. */
export function DeviceTable({
  customer,
}: {
  readonly customer?: { readonly id: string; readonly name: string };
}) {
  const [adding, setAdding] = useState(false);
  const [edited, setEdited] = useState<Device | null>(null);
  const [cutOff, setCutOff] = useState<Device | null>(null);
  const { mutate: remove } = useRemoveDevices();
  const filters = useDeviceFilters();
  const navigate = useNavigate();
  const { runs, watch, forget } = useBulkRuns();
  const mayAdd = useMay('devices.add');
  const mayRemove = useMay('devices.remove');
  // The same as long as it says the same: rows are drawn again for another.
  const rowActions = useCallback(
    (device: Device) => (
      <DeviceRowActions
        device={device}
        mayEdit={mayAdd}
        mayRemove={mayRemove}
        onEdit={() => setEdited(device)}
        onRemove={() => remove([device])}
        onRemoveAndDisconnect={() => setCutOff(device)}
      />
    ),
    [mayAdd, mayRemove, remove],
  );
  const addButton = mayAdd && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {say('addDevice')}
    </Button>
  );
  return (
    <>
      <DataList<Device>
        title={say('title')}
        level={customer ? 2 : 1}
        thing="devices"
        noun={say('noun')}
        path={customer ? `/customers/${customer.id}/devices` : '/devices'}
        rowId={rowId}
        rowName={({ mac, customerName }) => say('deviceOf', { device: mac, customer: customerName })}
        columns={customer ? ownDeviceColumns : deviceColumns}
        filters={filters}
        defaultSort="-addedAt"
        searchHint={customer ? say('searchThese') : say('searchHint')}
        headerActions={
          <>
            {customer === undefined && (
              <span className={classes['deskOnly']}>
                <ImportLink kind="devices" />
              </span>
            )}
            {addButton}
          </>
        }
        onAdd={() => setAdding(mayAdd)}
        onOpen={({ id }) => void navigate({ to: '/devices/$deviceId', params: { deviceId: id } })}
        rowActions={rowActions}
        actionsWidth={112}
        selectsMatching
        bulkActions={(devices, done, chosen) => (
          <BulkActions
            devices={devices}
            chosen={inPath(chosen, customer?.id)}
            onBegun={({ id }) => {
              watch(id);
              done();
            }}
          />
        )}
        foot={runs.map((id) => <BulkRun key={id} id={id} onClose={() => forget(id)} />)}
        {...(customer === undefined && { screen: 'devices' })}
        askedActions={(asked, columns) => (
          <DeviceListMenu
            asked={{ ...asked, ...(customer && { customerId: customer.id }) }}
            columns={columns}
            onWatch={watch}
          />
        )}
        empty={
          <EmptyState icon={IconDevices} title={say('noneYet')} action={addButton || undefined}>
            {customer ? say('addTheirs', { name: customer.name }) : say('addFirst')}
          </EmptyState>
        }
      />
      {adding && <DeviceForm customer={customer ?? null} onClose={() => setAdding(false)} />}
      {cutOff && <RemoveAndDisconnectDialog device={cutOff} onClose={() => setCutOff(null)} />}
      {edited && <DeviceEditForm device={edited} onClose={() => setEdited(null)} />}
    </>
  );
}

function rowId({ id }: Device): string {
  return id;
}
