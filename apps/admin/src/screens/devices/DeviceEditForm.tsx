import { notifications } from '@mantine/notifications';
import type { Device } from '../../api/types.ts';
import { FactList } from '../../parts/FactList.tsx';
import { FormDrawer } from '../../parts/form/FormDrawer.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { DeviceLabelFields } from './DeviceLabelFields.tsx';
import { deviceFacts } from './device-facts.tsx';
import { useChangeDevice } from './use-devices.ts';

type Props = { readonly device: Device; readonly onClose: () => void };

/** One device: its facts, and its label and type to change. */
export function DeviceEditForm({ device, onClose }: Props) {
  const change = useChangeDevice();
  const form = useEntryForm({ initialValues: { type: device.type ?? '', label: device.label ?? '' } });
  const { onSubmit, saving, fault } = useSaveForm(form, async ({ type, label }) => {
    await change.mutateAsync({ id: device.id, type: type || null, label: label || null });
    notifications.show({ color: 'green', message: 'Device changed.' });
    onClose();
  });
  return (
    <FormDrawer
      title={device.label ?? device.type ?? 'Device'}
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
