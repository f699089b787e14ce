import { notifications } from '@mantine/notifications';
import type { Device } from '../../api/types.ts';
import { deviceTypeOf, sayDeviceType } from '../../parts/device-type/device-type.ts';
import { FactList } from '../../parts/FactList.tsx';
import { FormDrawer } from '../../parts/form/FormDrawer.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { DeviceLabelFields } from './DeviceLabelFields.tsx';
import { deviceFacts } from './device-facts.tsx';
import { say } from './texts.ts';
import { useChangeDevice } from './use-devices.ts';

type Props = { readonly device: Device; readonly onClose: () => void };

/** One device: its facts, and its label and type to change. */
export function DeviceEditForm({ device, onClose }: Props) {
  const change = useChangeDevice();
  const saidType = device.type === null ? null : sayDeviceType(device.type);
  const form = useEntryForm({ initialValues: { type: saidType ?? '', label: device.label ?? '' } });
  const { onSubmit, saving, fault } = useSaveForm(form, async ({ type, label }) => {
    await change.mutateAsync({ id: device.id, type: deviceTypeOf(type), label: label || null });
    notifications.show({ color: 'green', message: say('deviceChanged') });
    onClose();
  });
  return (
    <FormDrawer
      title={device.label ?? saidType ?? say('device')}
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      dirty={form.isDirty()}
      fault={fault}
    >
      <FactList facts={deviceFacts(device)} />
      <DeviceLabelFields type={form.getInputProps('type')} label={form.getInputProps('label')} />
    </FormDrawer>
  );
}
