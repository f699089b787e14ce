import type { Device } from '../../api/types.ts';
import { FormDrawer } from '../../parts/form/FormDrawer.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { useOfferUndo } from '../../parts/undo/UndoProvider.tsx';
import { CustomerPicker } from '../customers/CustomerPicker.tsx';
import { DeviceFault } from './DeviceFault.tsx';
import { nameOf } from './device-name.ts';
import { say } from './texts.ts';
import { useMoveDevice, useUndoMove } from './use-devices.ts';

type Props = { readonly device: Device; readonly onClose: () => void };

/** The device becomes another customer's, in one step. */
export function MoveForm({ device, onClose }: Props) {
  const move = useMoveDevice();
  const undo = useUndoMove();
  const offerUndo = useOfferUndo();
  const form = useEntryForm({
    initialValues: { customerId: '' },
    validate: {
      customerId: (id) =>
        id === '' ? say('chooseWhoseNext') : id === device.customerId ? say('isTheirsAlready') : null,
    },
  });
  const save = async (overLimit: boolean) => {
    const { customerId } = form.getValues();
    const { value } = await move.mutateAsync({ id: device.id, customerId, ...(overLimit && { overLimit }) });
    offerUndo({
      done: say('isTheirsNow', { device: nameOf(device), customer: value.customerName }),
      note: say('nextLoginStays'),
      undone: say('isTheirsAgain', { device: nameOf(device), customer: device.customerName }),
      undo: () => undo.mutateAsync(device.id),
    });
    onClose();
  };
  const { onSubmit, attempt, saving, fault, code } = useSaveForm(form, () => save(false));
  return (
    <FormDrawer
      title={say('moveDevice', { device: nameOf(device) })}
      saveLabel={say('move')}
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      dirty={form.isDirty()}
      fault={
        fault && <DeviceFault fault={fault} code={code} onAddAnyway={() => void attempt(() => save(true))} />
      }
    >
      <CustomerPicker {...form.getInputProps('customerId')} />
    </FormDrawer>
  );
}
