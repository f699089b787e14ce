import { Button, Skeleton, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { changeJson, getJson } from '../../api/call-api.ts';
import { language } from '../../languages/current.ts';
import { DoorPage } from '../../parts/DoorPage.tsx';
import classes from '../../parts/DoorPage.module.css';
import { EntryForm } from '../../parts/form/EntryForm.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { say, show } from './texts.ts';

const COMMAND = './gatehouse operator reset-password --username NAME';

/** The ways to a new password. */
export function ForgottenPasswordScreen() {
  const [isSent, setSent] = useState(false);
  const ways = useQuery({
    queryKey: ['forgotten-password'],
    queryFn: ({ signal }) => getJson<{ byMail: boolean }>('/forgotten-password', {}, signal),
    retry: false,
  });
  if (isSent) return <Sent />;
  return (
    <DoorPage title={say('forgotPassword')}>
      {ways.isPending && <Skeleton h={120} />}
      {ways.data?.byMail && <AskForLink onSent={() => setSent(true)} />}
      {!ways.isPending && <OtherWays byMail={ways.data?.byMail ?? false} />}
      <BackToSignIn />
    </DoorPage>
  );
}

/** The answer is the same for everybody: who asks does not learn who has an account. */
function AskForLink({ onSent }: { readonly onSent: () => void }) {
  const form = useEntryForm({
    initialValues: { name: '' },
    validate: { name: (name) => (name.trim() === '' ? say('giveName') : null) },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async ({ name }) => {
    await changeJson('POST', '/forgotten-password', { name, language });
    onSent();
  });
  return (
    <EntryForm className={classes['form']} onSubmit={onSubmit} fault={fault}>
      <TextInput
        label={say('usernameOrEmail')}
        name="name"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={256}
        autoFocus
        {...form.getInputProps('name')}
      />
      <Button type="submit" loading={saving} fullWidth>
        {say('sendLink')}
      </Button>
    </EntryForm>
  );
}

function OtherWays({ byMail }: { readonly byMail: boolean }) {
  return (
    <>
      <p>{show(byMail ? 'orAskOwner' : 'askOwner', { b: (words) => <b>{words}</b> })}</p>
      <p>
        {show('noOwner', {
          command: (
            <code dir="ltr" style={{ display: 'inline-block' }}>
              {COMMAND}
            </code>
          ),
        })}
      </p>
    </>
  );
}

function Sent() {
  return (
    <DoorPage title={say('lookIntoMail')} intro={<span role="status">{say('linkSent')}</span>}>
      <p>{say('nothingCame')}</p>
      <BackToSignIn />
    </DoorPage>
  );
}

function BackToSignIn() {
  return (
    <LinkButton to="/sign-in" variant="default" fullWidth>
      {say('backToSignIn')}
    </LinkButton>
  );
}
