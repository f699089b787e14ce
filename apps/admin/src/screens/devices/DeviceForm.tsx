import { Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { deviceTypeOf } from '../../parts/device-type/device-type.ts';
import { FormDrawer } from '../../parts/form/FormDrawer.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { MacField } from '../../parts/mac/MacField.tsx';
import { CustomerPicker } from '../customers/CustomerPicker.tsx';
import { AboveTheLimit } from './AboveTheLimit.tsx';
import { DeviceFault } from './DeviceFault.tsx';
import { DeviceLabelFields } from './DeviceLabelFields.tsx';
import { WaitingDevices } from './WaitingDevices.tsx';
import { macFault } from './mac-fault.ts';
import { say } from './texts.ts';
import { useAddDevice, useMoveDevice } from './use-devices.ts';

type Props = {
  /** Whose device it will be; `null`: to be chosen in the form. */
  readonly customer: { readonly id: string; readonly name: string } | null;
  /** Known beforehand, from a refused login. */
  readonly mac?: string;
  /** How many devices the customer has, where that is known: going above the limit is asked about first. */
  readonly place?: { readonly deviceCount: number; readonly deviceLimit: number } | null;
  readonly onClose: () => void;
};

export function DeviceForm({ customer, mac = '', place = null, onClose }: Props) {
  const add = useAddDevice();
  const move = useMoveDevice();
  // Someone else's device that is to become this customer's.
  const [movedId, setMovedId] = useState<string | null>(null);
  const form = useEntryForm({
    initialValues: { customerId: customer?.id ?? '', mac, type: '', label: '' },
    validate: { customerId: (id) => (id === '' ? say('chooseWhose') : null), mac: macFault },
  });
  const save = async (overLimit: boolean, moved: string | null) => {
    const { customerId, type, label, ...entry } = form.getValues();
    const limit = overLimit ? { overLimit } : {};
    if (moved !== null) await move.mutateAsync({ id: moved, customerId, ...limit });
    else
      await add.mutateAsync({
        customerId,
        mac: entry.mac,
        type: deviceTypeOf(type),
        label: label || null,
        ...limit,
      });
    notifications.show({ color: 'green', message: say(moved === null ? 'added' : 'movedHere') });
    onClose();
  };
  const above = place !== null && place.deviceCount >= place.deviceLimit;
  const { onSubmit, attempt, saving, fault, code } = useSaveForm(form, () => {
    setMovedId(null);
    return save(above, null);
  });
  const moveHere = (id: string) => {
    setMovedId(id);
    void attempt(() => save(above, id));
  };
  return (
    <FormDrawer
      title={customer ? say('addDeviceFor', { name: customer.name }) : say('addDevice')}
      onClose={onClose}
      {...(above && { saveLabel: say('registerAbove') })}
      onSubmit={onSubmit}
      saving={saving}
      dirty={form.isDirty()}
      fault={
        fault && (
          <DeviceFault
            fault={fault}
            code={code}
            onAddAnyway={() => void attempt(() => save(true, movedId))}
          />
        )
      }
    >
      {above && customer && <AboveTheLimit name={customer.name} place={place} />}
      {!customer && <CustomerPicker {...form.getInputProps('customerId')} />}
      <MacField
        {...form.getInputProps('mac')}
        customerId={form.getValues().customerId || null}
        onMove={moveHere}
        autoFocus={customer !== null}
      />
      {!mac && (
        <WaitingDevices
          customerId={form.getValues().customerId}
          onPick={(picked) => form.setFieldValue('mac', picked)}
        />
      )}
      <DeviceLabelFields type={form.getInputProps('type')} label={form.getInputProps('label')} />
      <Text size="sm" c="dimmed" mt="sm">
        {say('atHotspots')}
      </Text>
    </FormDrawer>
  );
}
