import { Button, PasswordInput, Skeleton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { changeJson } from '../../api/call-api.ts';
import { DoorPage } from '../../parts/DoorPage.tsx';
import classes from '../../parts/DoorPage.module.css';
import { EntryForm } from '../../parts/form/EntryForm.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { errorSentence } from '../../parts/show-error.ts';
import { ownPasswordFault, PASSWORD_HINT } from '../settings/own-password-fault.ts';
import { say, show } from './texts.ts';

type LinkState = {
  readonly good: boolean;
  readonly name: string | null;
  readonly username: string | null;
  readonly first: boolean;
};

/** Reached by a link whose token stands behind the #, where no server's log sees it. */
export function SetPasswordScreen() {
  const token = useLocation({ select: ({ hash }) => hash });
  const link = useQuery({
    queryKey: ['password-link', token],
    queryFn: async () => (await changeJson<LinkState>('POST', '/password-link/check', { token })).value,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (link.isPending)
    return (
      <DoorPage title={say('setAPassword')}>
        <Skeleton h={120} />
      </DoorPage>
    );
  if (link.isError) return <DoorPage title={say('setAPassword')}>{errorSentence(link.error)}</DoorPage>;
  if (!link.data.good) return <LinkOver />;
  return <PasswordForm token={token} link={link.data} />;
}

function LinkOver() {
  return (
    <DoorPage title={say('linkOver')} intro={say('linkOverWhy')}>
      <LinkButton to="/forgotten-password" fullWidth>
        {say('anotherLink')}
      </LinkButton>
    </DoorPage>
  );
}

function PasswordForm({ token, link }: { readonly token: string; readonly link: LinkState }) {
  const navigate = useNavigate();
  const form = useEntryForm({ initialValues: { password: '' }, validate: { password: ownPasswordFault } });
  const { onSubmit, saving, fault } = useSaveForm(form, async ({ password }) => {
    await changeJson('POST', '/password-link/use', { token, password });
    notifications.show({ color: 'green', message: say('passwordIsSet') });
    await navigate({ to: '/sign-in', replace: true });
  });
  const username = (
    <b>
      <bdi>{link.username}</bdi>
    </b>
  );
  return (
    <DoorPage
      title={link.first ? say('welcome', { name: link.name ?? '' }) : say('setNewPassword')}
      intro={link.first ? show('chooseFor', { username }) : show('chooseNewFor', { username })}
    >
      <EntryForm className={classes['form']} onSubmit={onSubmit} fault={fault} username={link.username ?? ''}>
        <PasswordInput
          label={say('password')}
          name="password"
          description={PASSWORD_HINT}
          autoComplete="new-password"
          autoFocus
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={saving} fullWidth>
          {say('setPassword')}
        </Button>
      </EntryForm>
    </DoorPage>
  );
}
