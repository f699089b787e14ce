import { Button, PasswordInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { changeJson } from '../../api/call-api.ts';
import { useMe } from '../../api/use-me.ts';
import { EntryForm } from '../../parts/form/EntryForm.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { ownPasswordFault, PASSWORD_HINT } from './own-password-fault.ts';
import classes from './Settings.module.css';
import { say } from './texts.ts';

export function PasswordSection() {
  const me = useMe().data;
  const queryClient = useQueryClient();
  const form = useEntryForm({
    initialValues: { currentPassword: '', newPassword: '' },
    validate: {
      currentPassword: (password) => (password === '' ? say('typeOwnPassword') : null),
      newPassword: ownPasswordFault,
    },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async (values) => {
    await changeJson('POST', '/me/password', values);
    form.reset();
    await queryClient.invalidateQueries({ queryKey: ['me', 'sign-ins'] });
    notifications.show({ color: 'green', message: say('passwordChanged') });
  });
  return (
    <section>
      <h2>{say('password')}</h2>
      <EntryForm className={classes['form']} onSubmit={onSubmit} fault={fault} username={me?.username ?? ''}>
        <PasswordInput
          label={say('passwordInUse')}
          name="currentPassword"
          autoComplete="current-password"
          {...form.getInputProps('currentPassword')}
        />
        <PasswordInput
          label={say('newPassword')}
          name="newPassword"
          description={PASSWORD_HINT}
          autoComplete="new-password"
          {...form.getInputProps('newPassword')}
        />
        <div>
          <Button type="submit" loading={saving}>
            {say('changePassword')}
          </Button>
        </div>
      </EntryForm>
    </section>
  );
}
