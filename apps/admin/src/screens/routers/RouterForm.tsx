import { Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Nas, NasWithHealth } from '../../api/types.ts';
import { FormDrawer } from '../../parts/form/FormDrawer.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { useSaveThing } from '../../parts/use-save-thing.ts';
import { ZoneSelect } from '../zones/ZoneSelect.tsx';
import { HotspotServersField } from './HotspotServersField.tsx';
import { RouterDetailFields } from './RouterDetailFields.tsx';
import { checkRouter, entryOf, type RouterEntry, toRouter } from './router-entry.ts';
import { SecretField } from './SecretField.tsx';
import { useNasVendors } from './use-nas-vendors.ts';

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
      message: `${entry.name} ${isNew ? 'added. Its requests are answered now' : 'changed'}.`,
    });
    onClose();
  });
  return (
    <FormDrawer
      title={isNew ? 'Add router' : `Edit ${nas.name}`}
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      dirty={form.isDirty()}
      fault={fault}
      saveLabel={isNew ? 'Add router' : 'Save'}
    >
      <TextInput
        label="Name"
        name="name"
        withAsterisk
        data-autofocus
        placeholder="Tower North"
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <TextInput
        label="Address"
        name="address"
        withAsterisk
        description="Where its requests come from: an IP address, or a network like 10.20.0.0/24."
        autoComplete="off"
        dir="ltr"
        classNames={{ input: 'mono' }}
        {...form.getInputProps('address')}
      />
      <Select
        label="Vendor"
        name="vendor"
        description={
          vendors.find(({ id }) => id === form.getValues().vendor)?.use ??
          'Decides how speed and volume limits are said to it.'
        }
        searchable
        nothingFoundMessage="Choose Other: it works with every RADIUS router"
        allowDeselect={false}
        data={vendors.map(({ id, label }) => ({ value: id, label }))}
        {...form.getInputProps('vendor')}
      />
      <SecretField isNew={isNew} {...form.getInputProps('secret')} />
      <ZoneSelect {...form.getInputProps('zoneId')} />
      <HotspotServersField form={form} />
      <RouterDetailFields form={form} />
    </FormDrawer>
  );
}
