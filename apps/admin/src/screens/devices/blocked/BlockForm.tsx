import { TextInput } from '@mantine/core';
import { FormDrawer } from '../../../parts/form/FormDrawer.tsx';
import { useEntryForm } from '../../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../../parts/form/use-save-form.ts';
import { MacField } from '../../../parts/mac/MacField.tsx';
import { macFault } from '../mac-fault.ts';
import { say } from './texts.ts';
import { useBlockMac } from './use-blocked-macs.ts';

type Props = { readonly mac?: string; readonly onClose: () => void };

/** A MAC that is refused everywhere, and why. */
export function BlockForm({ mac = '', onClose }: Props) {
  const block = useBlockMac();
  const form = useEntryForm({ initialValues: { mac, reason: '' }, validate: { mac: macFault } });
  const { onSubmit, saving, fault } = useSaveForm(form, async (entry) => {
    await block.mutateAsync({ mac: entry.mac, reason: entry.reason || null });
    onClose();
  });
  return (
    <FormDrawer
      title={say('blockADevice')}
      saveLabel={say('block')}
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      dirty={form.isDirty()}
      fault={fault}
    >
      <MacField {...form.getInputProps('mac')} autoFocus={mac === ''} />
      <TextInput
        label={say('reason')}
        name="reason"
        description={say('reasonHelp')}
        placeholder={say('reasonExample')}
        maxLength={200}
        autoComplete="off"
        data-autofocus={mac !== '' || undefined}
        {...form.getInputProps('reason')}
      />
    </FormDrawer>
  );
}
