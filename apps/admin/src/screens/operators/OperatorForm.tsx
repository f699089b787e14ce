import { Radio, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { ROLE_LABELS, type Role, roles } from '@gatehouse/domain/operators/permissions';
import { FormDrawer } from '../../parts/form/FormDrawer.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { useSaveThing } from '../../parts/use-save-thing.ts';
import type { Operator, OperatorWithLink } from './operator-types.ts';

type Props = {
  readonly operator?: Operator;
  readonly onClose: () => void;
  /** Who was added, with the link that is to be handed over. */
  readonly onAdded: (operator: OperatorWithLink) => void;
};

/** Who they are, and what they may do. */
export function OperatorForm({ operator, onClose, onAdded }: Props) {
  const isNew = operator === undefined;
  const save = useSaveThing<OperatorWithLink>('operators', '/operators', operator?.id);
  const form = useEntryForm({
    initialValues: {
      name: operator?.name ?? '',
      username: operator?.username ?? '',
      email: operator?.email ?? '',
      role: (operator?.role ?? 'support') as Role,
    },
    validate: {
      name: (name) => (name.trim() === '' ? 'Give their name: it stands beside what they change.' : null),
      username: (username) => (username.trim() === '' ? 'Choose a username to sign in with.' : null),
    },
  });
  const roleChanges = !isNew && form.getValues().role !== operator.role;
  const { onSubmit, saving, fault } = useSaveForm(form, async (values) => {
    const { value } = await save.mutateAsync(values);
    if (isNew) onAdded(value);
    else {
      notifications.show({ color: 'green', message: `${value.name} changed.` });
      onClose();
    }
  });
  return (
    <FormDrawer
      title={isNew ? 'Add an operator' : `Edit ${operator.name}`}
      saveLabel={isNew ? 'Add operator' : 'Save'}
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
        maxLength={100}
        autoComplete="off"
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TextInput
        label="Username"
        name="username"
        withAsterisk
        maxLength={64}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        {...form.getInputProps('username')}
      />
      <TextInput
        label="E-mail"
        name="email"
        description="For whoever has to reach this operator; nothing is sent there."
        type="email"
        inputMode="email"
        autoComplete="off"
        dir="ltr"
        {...form.getInputProps('email')}
      />
      <Radio.Group
        label="Role"
        withAsterisk
        description={
          roleChanges ? `${operator.name} is signed out everywhere when the role changes.` : undefined
        }
        {...form.getInputProps('role')}
      >
        <Stack gap={10} mt={8}>
          {roles.map((role) => (
            <Radio
              key={role}
              value={role}
              label={ROLE_LABELS[role].label}
              description={ROLE_LABELS[role].description}
            />
          ))}
        </Stack>
      </Radio.Group>
    </FormDrawer>
  );
}
