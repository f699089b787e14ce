import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { signedOut, tellTabs } from '../../api/signed-out.ts';
import { DoorPage } from '../../parts/DoorPage.tsx';
import classes from '../../parts/DoorPage.module.css';
import { EntryForm } from '../../parts/form/EntryForm.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { CodeField, codeFault } from '../two-factor/CodeField.tsx';
import { ownPath } from './own-path.ts';
import { SetUpNeeded } from './SetUpNeeded.tsx';
import { say } from './texts.ts';
import { useSignIn } from './use-sign-in.ts';

export function SignInScreen() {
  const { next } = useSearch({ strict: false });
  const router = useRouter();
  const queryClient = useQueryClient();
  const { signIn, asksCode, askPassword } = useSignIn();
  const form = useEntryForm({
    initialValues: { username: '', password: '', code: '' },
    validate: {
      username: (username) => (username.trim() === '' ? say('typeUsername') : null),
      password: (password) => (password === '' ? say('typePassword') : null),
      code: (code) => (asksCode ? codeFault(code) : null),
    },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async (values) => {
    const me = await signIn(values);
    if (me === null) return;
    signedOut.set(false);
    queryClient.clear();
    queryClient.setQueryData(['me'], me);
    tellTabs('in');
    router.history.push(ownPath(next));
  });
  if (asksCode) {
    return (
      <DoorPage
        title={say('yourSecondFactor')}
        intro={say('passwordIsRight', { username: form.getValues().username })}
      >
        <EntryForm className={classes['form']} onSubmit={onSubmit} fault={fault}>
          <CodeField {...form.getInputProps('code')} />
          <Button type="submit" loading={saving} fullWidth>
            {say('signIn')}
          </Button>
          <Button variant="subtle" color="gray" onClick={askPassword}>
            {say('back')}
          </Button>
        </EntryForm>
        <p className={classes['intro']} style={{ marginBlockStart: 20 }}>
          {say('telephoneLost')}
        </p>
      </DoorPage>
    );
  }
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
      <Link to="/forgotten-password">{say('forgotPassword')}</Link>
    </DoorPage>
  );
}
