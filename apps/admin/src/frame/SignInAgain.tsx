import { Button, Group, Modal, PasswordInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { signedOut, tellTabs } from '../api/signed-out.ts';
import type { Me } from '../api/types.ts';
import { CodeField, codeFault } from '../screens/two-factor/CodeField.tsx';
import { EntryForm } from '../parts/form/EntryForm.tsx';
import { useEntryForm } from '../parts/form/use-entry-form.ts';
import { useSaveForm } from '../parts/form/use-save-form.ts';
import { useReturnFocus } from '../parts/use-return-focus.ts';
import classes from '../parts/Dialog.module.css';
import { useSignIn } from '../screens/sign-in/use-sign-in.ts';
import { say } from './texts.ts';

type Props = { readonly me: Me; readonly onOther: () => void };

/** Over the page as it stands: what was typed into a form is still there afterwards. */
export function SignInAgain({ me, onOther }: Props) {
  useReturnFocus();
  const queryClient = useQueryClient();
  const { signIn, asksCode } = useSignIn();
  const form = useEntryForm({
    initialValues: { password: '', code: '' },
    validate: {
      password: (password) => (password === '' ? say('typePassword') : null),
      code: (code) => (asksCode ? codeFault(code) : null),
    },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async (typed) => {
    const value = await signIn({ username: me.username ?? '', ...typed });
    if (value === null) return;
    queryClient.setQueryData(['me'], value);
    signedOut.set(false);
    tellTabs('in');
    await queryClient.invalidateQueries();
  });
  return (
    <Modal
      opened
      onClose={() => {}}
      size={400}
      padding={20}
      zIndex={400}
      returnFocus={false}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      overlayProps={{ backgroundOpacity: 0.5, blur: 3 }}
    >
      <Modal.Title className={classes['title']!}>{say('signInAgain')}</Modal.Title>
      <p style={{ marginBlock: '6px 16px' }}>{say('signInEnded', { name: me.name })}</p>
      <EntryForm className={classes['form']} onSubmit={onSubmit} fault={fault} username={me.username ?? ''}>
        <PasswordInput
          label={say('passwordOf', { name: me.username ?? me.name })}
          name="password"
          autoComplete="current-password"
          data-autofocus
          {...form.getInputProps('password')}
        />
        {asksCode && <CodeField {...form.getInputProps('code')} />}
        <Group justify="space-between" gap="xs">
          <Button type="submit" loading={saving}>
            {say('signIn')}
          </Button>
          <Button variant="subtle" color="gray" onClick={onOther}>
            {say('someoneElse')}
          </Button>
        </Group>
      </EntryForm>
    </Modal>
  );
}
