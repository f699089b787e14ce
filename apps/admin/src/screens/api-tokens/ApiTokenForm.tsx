import { Checkbox, NativeSelect, SegmentedControl, Stack, TextInput } from '@mantine/core';
import {
  mayDo,
  type Permission,
  permissions,
  ROLE_LABELS,
  type Role,
  roles,
} from '@gatehouse/domain/operators/permissions';
import { FormDrawer } from '../../parts/form/FormDrawer.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { useSaveThing } from '../../parts/use-save-thing.ts';
import type { NewApiTokenShown } from './api-token-types.ts';

type Props = { readonly onClose: () => void; readonly onMade: (token: NewApiTokenShown) => void };

const DAYS = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
  { value: '', label: 'No end: until it is revoked' },
];

/** What a program may do, and for how long. */
export function ApiTokenForm({ onClose, onMade }: Props) {
  const save = useSaveThing<NewApiTokenShown>('api-tokens', '/api-tokens');
  const form = useEntryForm({
    initialValues: {
      name: '',
      role: 'read-only' as Role,
      extent: 'all',
      permissions: [] as string[],
      validDays: '365',
    },
    validate: {
      name: (name) => (name.trim() === '' ? 'Say what it is for: it stands beside what it changes.' : null),
      permissions: (chosen, { extent, role }) =>
        extent === 'some' && ofRole(chosen, role).length === 0 ? 'Choose one permission or more.' : null,
    },
  });
  const { role, extent } = form.getValues();
  const { onSubmit, saving, fault } = useSaveForm(form, async (values) => {
    const { value } = await save.mutateAsync({
      name: values.name,
      role: values.role,
      permissions: values.extent === 'all' ? null : ofRole(values.permissions, values.role),
      validDays: values.validDays === '' ? null : Number(values.validDays),
    });
    onMade(value);
  });
  return (
    <FormDrawer
      title="Make an API token"
      saveLabel="Make token"
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      dirty={form.isDirty()}
      fault={fault}
    >
      <TextInput
        label="Name"
        name="name"
        withAsterisk
        placeholder="Billing"
        maxLength={100}
        autoComplete="off"
        data-autofocus
        {...form.getInputProps('name')}
      />
      <NativeSelect
        label="Role"
        description={ROLE_LABELS[role].description}
        data={roles.map((each) => ({ value: each, label: ROLE_LABELS[each].label }))}
        {...form.getInputProps('role')}
      />
      <SegmentedControl
        fullWidth
        aria-label="How much of it"
        data={[
          { value: 'all', label: 'All that the role may' },
          { value: 'some', label: 'Only some' },
        ]}
        {...form.getInputProps('extent')}
      />
      {extent === 'some' && (
        <Checkbox.Group label="Permissions" withAsterisk {...form.getInputProps('permissions')}>
          <Stack gap={8} mt={8}>
            {permissions
              .filter((permission) => mayDo(role, permission))
              .map((permission) => (
                <Checkbox key={permission} value={permission} label={<code>{permission}</code>} />
              ))}
          </Stack>
        </Checkbox.Group>
      )}
      <NativeSelect label="Good for" data={DAYS} {...form.getInputProps('validDays')} />
    </FormDrawer>
  );
}

/** What was ticked for another role is let go. */
function ofRole(chosen: readonly string[], role: Role): readonly Permission[] {
  return permissions.filter((permission) => chosen.includes(permission) && mayDo(role, permission));
}
