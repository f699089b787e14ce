import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { changeJson } from '../../api/call-api.ts';
import { signedOut, tellTabs } from '../../api/signed-out.ts';
import type { Me } from '../../api/types.ts';
import { DoorPage } from '../../parts/DoorPage.tsx';
import classes from '../../parts/DoorPage.module.css';
import { EntryForm } from '../../parts/form/EntryForm.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { ownPath } from './own-path.ts';
import { SetUpNeeded } from './SetUpNeeded.tsx';
import { say } from './texts.ts';

export function SignInScreen() {
  const { next } = useSearch({ strict: false });
  const router = useRouter();
  const queryClient = useQueryClient();
  const form = useEntryForm({
    initialValues: { username: '', password: '' },
    validate: {
      username: (username) => (username.trim() === '' ? say('typeUsername') : null),
      password: (password) => (password === '' ? say('typePassword') : null),
    },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async (values) => {
    const { value } = await changeJson<Me>('POST', '/sign-in', values);
    signedOut.set(false);
    queryClient.clear();
    queryClient.setQueryData(['me'], value);
    tellTabs('in');
    router.history.push(ownPath(next));
  });
  return (
    <DoorPage title={say('signIn')}>
      <SetUpNeeded />
      <EntryForm className={classes['form']} onSubmit={onSubmit} fault={fault}>
        <TextInput
          label={say('username')}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          autoFocus
          {...form.getInputProps('username')}
        />
        <PasswordInput
          label={say('password')}
          name="password"
          autoComplete="current-password"
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={saving} fullWidth>
          {say('signIn')}
        </Button>
      </EntryForm>
    </DoorPage>
  );
}
