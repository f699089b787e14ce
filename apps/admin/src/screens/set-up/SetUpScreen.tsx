import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
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
import { say } from './texts.ts';

/** Reached by the link with the one-time token behind its #: makes the first operator, an owner. */
export function SetUpScreen() {
  const token = useLocation({ select: ({ hash }) => hash });
  const state = useSetUpState(token);
  if (state === 'asking') return <DoorPage title={say('setUp')}>{null}</DoorPage>;
  if (state === 'good') return <SetUpForm token={token} />;
  return <SetUpRefused why={state} />;
}

function SetUpForm({ token }: { readonly token: string }) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const form = useEntryForm({
    initialValues: { name: '', username: '', password: '' },
    validate: {
      name: (name) => (name.trim() === '' ? say('giveName') : null),
      username: (username) => (username.trim() === '' ? say('chooseUsername') : null),
      password: ownPasswordFault,
    },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async (values) => {
    const { value } = await changeJson<Me>('POST', '/set-up', { token, ...values });
    queryClient.clear();
    queryClient.setQueryData(['me'], value);
    await navigate({ to: '/getting-started' });
  });
  return (
    <DoorPage title={say('setUp')} intro={say('firstOperator')}>
      <EntryForm className={classes['form']} onSubmit={onSubmit} fault={fault}>
        <TextInput
          label={say('yourName')}
          name="name"
          autoComplete="name"
          autoFocus
          {...form.getInputProps('name')}
        />
        <TextInput
          label={say('username')}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          {...form.getInputProps('username')}
        />
        <PasswordInput
          label={say('password')}
          name="password"
          description={PASSWORD_HINT}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={saving} fullWidth>
          {say('setUpAndSignIn')}
        </Button>
      </EntryForm>
    </DoorPage>
  );
}
