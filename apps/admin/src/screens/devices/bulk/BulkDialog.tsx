import type { BulkKind } from '@gatehouse/domain/devices/bulk-words';
import { Alert, Autocomplete, Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import type { BulkAction, Device } from '../../../api/types.ts';
import { Dialog } from '../../../parts/Dialog.tsx';
import type { Chosen } from '../../../parts/data-list/list-types.ts';
import { deviceTypeOf, saidDeviceTypes } from '../../../parts/device-type/device-type.ts';
import { useEntryForm } from '../../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../../parts/form/use-save-form.ts';
import { CustomerPicker } from '../../customers/CustomerPicker.tsx';
import { askQuestion, askText, effectText } from './bulk-words.ts';
import classes from './Bulk.module.css';
import { say } from './texts.ts';
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
      customerId: (id) => (action === 'move' && id === '' ? say('chooseWhose') : null),
    },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async (values) => {
    const { value } = await begin.mutateAsync(wishOf(action, values));
    onBegun(value);
    onClose();
  });
  return (
    <Dialog title={askQuestion(action, chosen.count)} onClose={onClose}>
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="sm">
          <p className={classes['effect']}>{effectText(action)}</p>
          {fault !== null && (
            <Alert color="red" variant="light" role="alert">
              {fault}
            </Alert>
          )}
          {action === 'label' && (
            <TextInput
              label={say('label')}
              name="label"
              placeholder={say('labelExample')}
              maxLength={100}
              autoComplete="off"
              data-autofocus
              {...form.getInputProps('label')}
            />
          )}
          {action === 'type' && (
            <Autocomplete
              label={say('deviceType')}
              name="type"
              placeholder={say('typeExample')}
              data={[...saidDeviceTypes]}
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
                label={say('alsoAbove')}
                description={say('alsoAboveHelp')}
                {...form.getInputProps('overLimit', { type: 'checkbox' })}
              />
            </>
          )}
          {action === 'block' && (
            <TextInput
              label={say('reason')}
              name="reason"
              description={say('reasonHelp')}
              placeholder={say('reasonExample')}
              maxLength={200}
              autoComplete="off"
              data-autofocus
              {...form.getInputProps('reason')}
            />
          )}
          <p className={classes['quiet']}>{say('leftOutHow')}</p>
        </Stack>
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button
            variant="default"
            onClick={onClose}
            {...(action === 'remove' && { 'data-autofocus': true })}
          >
            {say('cancel')}
          </Button>
          <Button
            type="submit"
            loading={saving}
            {...((action === 'remove' || action === 'block') && { color: 'red' })}
          >
            {askText(action, chosen.count)}
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
      return { action, type: deviceTypeOf(type) };
    case 'move':
      return { action, customerId, ...(overLimit && { overLimit }) };
    case 'block':
      return { action, reason: reason || null };
    case 'remove':
      return { action };
  }
}
