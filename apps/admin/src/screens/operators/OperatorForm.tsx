import { Radio, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type Role, roles } from '@gatehouse/domain/operators/permissions';
import { FormDrawer } from '../../parts/form/FormDrawer.tsx';
import { emailFault } from '../../parts/form/text-faults.ts';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { sayRole, sayWhatRoleMay } from '../../parts/role.ts';
import { useSaveThing } from '../../parts/use-save-thing.ts';
import type { Operator, OperatorWithLink } from './operator-types.ts';
import { say } from './texts.ts';

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
      name: (name) => (name.trim() === '' ? say('giveName') : null),
      username: (username) => (username.trim() === '' ? say('chooseUsername') : null),
      email: emailFault,
    },
  });
  const roleChanges = !isNew && form.getValues().role !== operator.role;
  const { onSubmit, saving, fault } = useSaveForm(form, async (values) => {
    const { value } = await save.mutateAsync(values);
    if (isNew) onAdded(value);
    else {
      notifications.show({ color: 'green', message: say('changed', { name: value.name }) });
      onClose();
    }
  });
  return (
    <FormDrawer
      title={isNew ? say('addAnOperator') : say('editNamed', { name: operator.name })}
      saveLabel={isNew ? say('addOperator') : say('save')}
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
        maxLength={100}
        autoComplete="off"
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TextInput
        label={say('username')}
        name="username"
        withAsterisk
        maxLength={64}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        {...form.getInputProps('username')}
      />
      <TextInput
        label={say('email')}
        name="email"
        description={say('emailHelp')}
        type="email"
        inputMode="email"
        autoComplete="off"
        dir="ltr"
        {...form.getInputProps('email')}
      />
      <Radio.Group
        label={say('role')}
        withAsterisk
        description={roleChanges ? say('roleChanges', { name: operator.name }) : undefined}
        {...form.getInputProps('role')}
      >
        <Stack gap={10} mt={8}>
          {roles.map((role) => (
            <Radio key={role} value={role} label={sayRole(role)} description={sayWhatRoleMay(role)} />
          ))}
        </Stack>
      </Radio.Group>
    </FormDrawer>
  );
}
