import { Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Nas, NasWithHealth } from '../../api/types.ts';
import { FormDrawer } from '../../parts/form/FormDrawer.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { saySaid } from '../../parts/said/say-said.ts';
import { useSaveThing } from '../../parts/use-save-thing.ts';
import { ZoneSelect } from '../zones/ZoneSelect.tsx';
import { HotspotServersField } from './HotspotServersField.tsx';
import { RouterDetailFields } from './RouterDetailFields.tsx';
import { checkRouter, entryOf, type RouterEntry, toRouter } from './router-entry.ts';
import { SecretField } from './SecretField.tsx';
import { say } from './texts.ts';
import { labelOf, useNasVendors } from './use-nas-vendors.ts';

type Props = {
  readonly nas?: NasWithHealth;
  /** Of a new one: known beforehand, from a request that got no answer. */
  readonly address?: string;
  readonly onClose: () => void;
};

export function RouterForm({ nas, address = '', onClose }: Props) {
  const isNew = nas === undefined;
  const save = useSaveThing<Nas>('nas', '/nas', nas?.id);
  const vendors = useNasVendors();
  const form = useEntryForm<RouterEntry>({
    initialValues: entryOf(nas, address),
    validate: checkRouter(isNew),
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async (entry) => {
    await save.mutateAsync(toRouter(entry, nas));
    notifications.show({
      color: 'green',
      message: say(isNew ? 'added' : 'changed', { name: entry.name }),
    });
    onClose();
  });
  const vendor = vendors.find(({ id }) => id === form.getValues().vendor);
  return (
    <FormDrawer
      title={isNew ? say('addRouter') : say('editNamed', { name: nas.name })}
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      dirty={form.isDirty()}
      fault={fault}
      saveLabel={say(isNew ? 'addRouter' : 'save')}
    >
      <TextInput
        label={say('name')}
        name="name"
        withAsterisk
        data-autofocus
        placeholder={say('namePlaceholder')}
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <TextInput
        label={say('address')}
        name="address"
        withAsterisk
        description={say('addressHelp')}
        autoComplete="off"
        dir="ltr"
        classNames={{ input: 'mono' }}
        {...form.getInputProps('address')}
      />
      <Select
        label={say('vendor')}
        name="vendor"
        description={vendor ? saySaid(vendor.useSaid, vendor.use) : say('vendorHelp')}
        searchable
        nothingFoundMessage={say('noVendor')}
        allowDeselect={false}
        data={vendors.map((each) => ({ value: each.id, label: labelOf(each) }))}
        {...form.getInputProps('vendor')}
      />
      <SecretField isNew={isNew} {...form.getInputProps('secret')} />
      <ZoneSelect {...form.getInputProps('zoneId')} />
      <HotspotServersField form={form} />
      <RouterDetailFields form={form} />
    </FormDrawer>
  );
}
