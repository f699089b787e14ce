import { Checkbox, NativeSelect, SegmentedControl, Stack, TextInput } from '@mantine/core';
import {
  mayDo,
  type Permission,
  permissions,
  type Role,
  roles,
} from '@gatehouse/domain/operators/permissions';
import { FormDrawer } from '../../parts/form/FormDrawer.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { sayRole, sayWhatRoleMay } from '../../parts/role.ts';
import { useSaveThing } from '../../parts/use-save-thing.ts';
import type { NewApiTokenShown } from './api-token-types.ts';
import { say } from './texts.ts';

type Props = { readonly onClose: () => void; readonly onMade: (token: NewApiTokenShown) => void };

const DAYS = [
  { value: '30', label: say('days30') },
  { value: '90', label: say('days90') },
  { value: '365', label: say('aYear') },
  { value: '', label: say('noEndUntil') },
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
      name: (name) => (name.trim() === '' ? say('sayWhatFor') : null),
      permissions: (chosen, { extent, role }) =>
        extent === 'some' && ofRole(chosen, role).length === 0 ? say('chooseOne') : null,
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
      title={say('makeAnApiToken')}
      saveLabel={say('makeToken')}
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      dirty={form.isDirty()}
      fault={fault}
    >
      <TextInput
        label={say('name')}
        name="name"
        withAsterisk
        placeholder={say('nameExample')}
        maxLength={100}
        autoComplete="off"
        data-autofocus
        {...form.getInputProps('name')}
      />
      <NativeSelect
        label={say('role')}
        description={sayWhatRoleMay(role)}
        data={roles.map((each) => ({ value: each, label: sayRole(each) }))}
        {...form.getInputProps('role')}
      />
      <SegmentedControl
        fullWidth
        aria-label={say('howMuch')}
        data={[
          { value: 'all', label: say('allThatRoleMay') },
          { value: 'some', label: say('onlySome') },
        ]}
        {...form.getInputProps('extent')}
      />
      {extent === 'some' && (
        <Checkbox.Group label={say('permissions')} withAsterisk {...form.getInputProps('permissions')}>
          <Stack gap={8} mt={8}>
            {permissions
              .filter((permission) => mayDo(role, permission))
              .map((permission) => (
                <Checkbox key={permission} value={permission} label={<code dir="ltr">{permission}</code>} />
              ))}
          </Stack>
        </Checkbox.Group>
      )}
      <NativeSelect label={say('goodFor')} data={DAYS} {...form.getInputProps('validDays')} />
    </FormDrawer>
  );
}

/** What was ticked for another role is let go. */
function ofRole(chosen: readonly string[], role: Role): readonly Permission[] {
  return permissions.filter((permission) => chosen.includes(permission) && mayDo(role, permission));
}
