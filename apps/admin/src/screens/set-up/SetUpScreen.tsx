import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { changeJson } from '../../api/call-api.ts';
import type { Me } from '../../api/types.ts';
import { DoorPage } from '../../parts/DoorPage.tsx';
import classes from '../../parts/DoorPage.module.css';
import { EntryForm } from '../../parts/form/EntryForm.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { ownPasswordFault, PASSWORD_HINT } from '../settings/own-password-fault.ts';
import { SetUpRefused } from './SetUpRefused.tsx';
import { useSetUpState } from './use-set-up-state.ts';

/** Reached by the link with the one-time token: makes the first operator, an owner. */
export function SetUpScreen() {
  const { token = '' } = useSearch({ strict: false });
  const state = useSetUpState(token);
  if (state === 'asking') return <DoorPage title="Set up Gatehouse">{null}</DoorPage>;
  if (state === 'good') return <SetUpForm token={token} />;
  return <SetUpRefused why={state} />;
}

function SetUpForm({ token }: { readonly token: string }) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const form = useEntryForm({
    initialValues: { name: '', username: '', password: '' },
    validate: {
      name: (name) => (name.trim() === '' ? 'Give your name: it stands beside what you change.' : null),
      username: (username) => (username.trim() === '' ? 'Choose a username to sign in with.' : null),
      password: ownPasswordFault,
    },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async (values) => {
    const { value } = await changeJson<Me>('POST', '/set-up', { token, ...values });
    queryClient.clear();
    queryClient.setQueryData(['me'], value);
    await navigate({ to: '/' });
  });
  return (
    <DoorPage
      title="Set up Gatehouse"
      intro="You are the first operator, and the owner: you may do everything."
    >
      <EntryForm className={classes['form']} onSubmit={onSubmit} fault={fault}>
        <TextInput
          label="Your name"
          name="name"
          autoComplete="name"
          autoFocus
          {...form.getInputProps('name')}
        />
        <TextInput
          label="Username"
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          {...form.getInputProps('username')}
        />
        <PasswordInput
          label="Password"
          name="password"
          description={PASSWORD_HINT}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={saving} fullWidth>
          Set up and sign in
        </Button>
      </EntryForm>
    </DoorPage>
  );
}
