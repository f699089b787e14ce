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
import { say } from './texts.ts';

/** A new zone; all else stands on its own page, which opens then. */
export function ZoneForm({ onClose }: { readonly onClose: () => void }) {
  const save = useSaveThing<HotspotZone>('hotspot-zones', '/hotspot-zones');
  const navigate = useNavigate();
  const form = useEntryForm({
    initialValues: { name: '', ssid: '', macLogin: true, roamingGroup: '' },
    validate: {
      name: (name) => nameFault(name, say('giveName'), NAME_LENGTH_MAX),
      ssid: ssidFault,
    },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async ({ roamingGroup, ...entry }) => {
    const { value } = await save.mutateAsync({ ...entry, roamingGroup: roamingGroup || null });
    notifications.show({ color: 'green', message: say('added', { name: entry.name }) });
    form.resetDirty();
    onClose();
    await navigate({ to: '/zones/$zoneId/portal', params: { zoneId: value.id } });
  });
  return (
    <FormDrawer
      title={say('addZone')}
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      dirty={form.isDirty()}
      fault={fault}
      saveLabel={say('addZone')}
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
        label={say('wifiName')}
        name="ssid"
        withAsterisk
        description={say('wifiNameHelp')}
        autoComplete="off"
        {...form.getInputProps('ssid')}
      />
      <Switch
        label={say('macLogin')}
        description={say('macLoginHelp')}
        {...form.getInputProps('macLogin', { type: 'checkbox' })}
      />
      <RoamingGroupField own={undefined} {...form.getInputProps('roamingGroup')} />
    </FormDrawer>
  );
}
