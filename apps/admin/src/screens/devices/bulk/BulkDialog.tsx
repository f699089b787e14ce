import { deviceTypes } from '@gatehouse/domain/devices/device-types';
import type { BulkKind } from '@gatehouse/domain/devices/bulk-words';
import { Alert, Autocomplete, Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import type { BulkAction, Device } from '../../../api/types.ts';
import { Dialog } from '../../../parts/Dialog.tsx';
import type { Chosen } from '../../../parts/data-list/list-types.ts';
import { useEntryForm } from '../../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../../parts/form/use-save-form.ts';
import { CustomerPicker } from '../../customers/CustomerPicker.tsx';
import { askText, BULK_EFFECTS } from './bulk-words.ts';
import classes from './Bulk.module.css';
import { type BulkWish, useBeginBulk } from './use-bulk.ts';

type Props = {
  readonly action: BulkKind;
  readonly devices: readonly Device[];
  readonly chosen: Chosen;
  readonly onBegun: (bulk: BulkAction) => void;
  readonly onClose: () => void;
};

const EMPTY = { label: '', type: '', customerId: '', overLimit: false, reason: '' };
type Values = typeof EMPTY;

/** Asks before many are changed: names how many and what becomes of them, and what is written. */
export function BulkDialog({ action, devices, chosen, onBegun, onClose }: Props) {
  const begin = useBeginBulk(devices, chosen);
  const form = useEntryForm({
    initialValues: EMPTY,
    validate: {
      customerId: (id) => (action === 'move' && id === '' ? 'Choose whose devices they become.' : null),
    },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async (values) => {
    const { value } = await begin.mutateAsync(wishOf(action, values));
    onBegun(value);
    onClose();
  });
  const title = askText(action, chosen.count);
  return (
    <Dialog title={`${title}?`} onClose={onClose}>
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="sm">
          <p className={classes['effect']}>{BULK_EFFECTS[action]}</p>
          {fault !== null && (
            <Alert color="red" variant="light" role="alert">
              {fault}
            </Alert>
          )}
          {action === 'label' && (
            <TextInput
              label="Label"
              name="label"
              placeholder="Home Router"
              maxLength={100}
              autoComplete="off"
              data-autofocus
              {...form.getInputProps('label')}
            />
          )}
          {action === 'type' && (
            <Autocomplete
              label="Device type"
              name="type"
              placeholder="Router, Laptop, Phone…"
              data={[...deviceTypes]}
              maxLength={40}
              openOnFocus={false}
              data-autofocus
              {...form.getInputProps('type')}
            />
          )}
          {action === 'move' && (
            <>
              <CustomerPicker {...form.getInputProps('customerId')} />
              <Checkbox
                label="Also above the device limit"
                description="Otherwise those that find no place are left out, and named."
                {...form.getInputProps('overLimit', { type: 'checkbox' })}
              />
            </>
          )}
          {action === 'block' && (
            <TextInput
              label="Reason"
              name="reason"
              description="Optional. It stands with each in the list of blocked devices."
              placeholder="Stolen"
              maxLength={200}
              autoComplete="off"
              data-autofocus
              {...form.getInputProps('reason')}
            />
          )}
          <p className={classes['quiet']}>
            Devices that cannot be changed are left out, and each says why. It can be undone as a whole.
          </p>
        </Stack>
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button
            variant="default"
            onClick={onClose}
            {...(action === 'remove' && { 'data-autofocus': true })}
          >
            Cancel
          </Button>
          <Button
            type="submit"
            loading={saving}
            {...((action === 'remove' || action === 'block') && { color: 'red' })}
          >
            {title}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}

/** Only what this action writes. */
function wishOf(action: BulkKind, { label, type, customerId, overLimit, reason }: Values): BulkWish {
  switch (action) {
    case 'label':
      return { action, label: label || null };
    case 'type':
      return { action, type: type || null };
    case 'move':
      return { action, customerId, ...(overLimit && { overLimit }) };
    case 'block':
      return { action, reason: reason || null };
    case 'remove':
      return { action };
  }
}
