import { Switch, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import type { HotspotZone } from '../../api/types.ts';
import { FormDrawer } from '../../parts/form/FormDrawer.tsx';
import { NAME_LENGTH_MAX, nameFault } from '../../parts/form/text-faults.ts';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { useSaveThing } from '../../parts/use-save-thing.ts';
import { ssidFault } from './access-entry.ts';
import { RoamingGroupField } from './RoamingGroupField.tsx';

/** A new zone; all else stands on its own page, which opens then. */
export function ZoneForm({ onClose }: { readonly onClose: () => void }) {
  const save = useSaveThing<HotspotZone>('hotspot-zones', '/hotspot-zones');
  const navigate = useNavigate();
  const form = useEntryForm({
    initialValues: { name: '', ssid: '', macLogin: true, roamingGroup: '' },
    validate: {
      name: (name) => nameFault(name, 'Give the zone a name.', NAME_LENGTH_MAX),
      ssid: ssidFault,
    },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async ({ roamingGroup, ...entry }) => {
    const { value } = await save.mutateAsync({ ...entry, roamingGroup: roamingGroup || null });
    notifications.show({ color: 'green', message: `${entry.name} added.` });
    form.resetDirty();
    onClose();
    await navigate({ to: '/zones/$zoneId/portal', params: { zoneId: value.id } });
  });
  return (
    <FormDrawer
      title="Add zone"
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      dirty={form.isDirty()}
      fault={fault}
      saveLabel="Add zone"
    >
      <TextInput
        label="Name"
        name="name"
        withAsterisk
        data-autofocus
        placeholder="Bazaar"
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <TextInput
        label="Wi-Fi name (SSID)"
        name="ssid"
        withAsterisk
        description="The same on every access point of the zone: phones remember a network by it."
        autoComplete="off"
        {...form.getInputProps('ssid')}
      />
      <Switch
        label="Known devices get online without logging in"
        description="A device that logged in once is recognised by its MAC while its package runs."
        {...form.getInputProps('macLogin', { type: 'checkbox' })}
      />
      <RoamingGroupField own={undefined} {...form.getInputProps('roamingGroup')} />
    </FormDrawer>
  );
}
