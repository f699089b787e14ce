import { Switch, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { HotspotZone } from '../../api/types.ts';
import { FormDrawer } from '../../parts/form/FormDrawer.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { NAME_LENGTH_MAX, nameFault } from '../../parts/form/text-faults.ts';
import { useSaveThing } from '../../parts/use-save-thing.ts';
import { RoamingGroupField } from './RoamingGroupField.tsx';
import { ZonePasswordField } from './ZonePasswordField.tsx';

type Props = { readonly zone?: HotspotZone; readonly onClose: () => void };

export function ZoneForm({ zone, onClose }: Props) {
  const save = useSaveThing<HotspotZone>('hotspot-zones', '/hotspot-zones', zone?.id);
  const form = useEntryForm({
    initialValues: {
      name: zone?.name ?? '',
      ssid: zone?.ssid ?? '',
      macLogin: zone?.macLogin ?? true,
      roamingGroup: zone?.roamingGroup ?? '',
      // Typed: set it. Empty: as it is. `null`: none any more.
      macPassword: '' as string | null,
    },
    validate: {
      name: (name) => nameFault(name, 'Give the zone a name.', NAME_LENGTH_MAX),
      ssid: ssidFault,
    },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async ({ macPassword, roamingGroup, ...entry }) => {
    await save.mutateAsync({
      ...entry,
      roamingGroup: roamingGroup || null,
      ...(macPassword !== '' && { macPassword }),
    });
    notifications.show({ color: 'green', message: `${entry.name} ${zone ? 'changed' : 'added'}.` });
    onClose();
  });
  return (
    <FormDrawer
      title={zone ? `Edit ${zone.name}` : 'Add zone'}
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      dirty={form.isDirty()}
      fault={fault}
      saveLabel={zone ? 'Save' : 'Add zone'}
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
      <RoamingGroupField own={zone?.id} {...form.getInputProps('roamingGroup')} />
      <ZonePasswordField isSet={zone?.hasMacPassword ?? false} {...form.getInputProps('macPassword')} />
    </FormDrawer>
  );
}

/** IEEE 802.11: an SSID has 32 octets at most; letters beyond English take two or more. */
function ssidFault(ssid: string): string | null {
  if (new TextEncoder().encode(ssid.trim()).length > 32) return 'A Wi-Fi name may have 32 octets at most.';
  return nameFault(ssid, 'Give the Wi-Fi name that its access points show.', 32);
}
