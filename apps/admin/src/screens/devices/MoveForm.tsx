import type { Device } from '../../api/types.ts';
import { FormDrawer } from '../../parts/form/FormDrawer.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { useOfferUndo } from '../../parts/undo/UndoProvider.tsx';
import { CustomerPicker } from '../customers/CustomerPicker.tsx';
import { DeviceFault } from './DeviceFault.tsx';
import { useMoveDevice, useUndoMove } from './use-devices.ts';
import { nameOf } from './use-swap-device.ts';

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
        id === ''
          ? 'Choose whose device it becomes.'
          : id === device.customerId
            ? 'It is this customer’s already.'
            : null,
    },
  });
  const save = async (overLimit: boolean) => {
    const { customerId } = form.getValues();
    const { value } = await move.mutateAsync({ id: device.id, customerId, ...(overLimit && { overLimit }) });
    offerUndo({
      done: `${nameOf(device)} is ${value.customerName}’s now.`,
      note: 'In force at the next login. Who is online now stays online.',
      undone: `${nameOf(device)} is ${device.customerName}’s again.`,
      undo: () => undo.mutateAsync(device.id),
    });
    onClose();
  };
  const { onSubmit, attempt, saving, fault, code } = useSaveForm(form, () => save(false));
  return (
    <FormDrawer
      title={`Move ${nameOf(device)}`}
      saveLabel="Move"
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
