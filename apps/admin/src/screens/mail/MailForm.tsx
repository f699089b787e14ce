import { PasswordInput, Radio, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { MailServer } from '../../api/types.ts';
import { FormDrawer } from '../../parts/form/FormDrawer.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import {
  checkMail,
  keepsPassword,
  type MailEntry,
  mailEntryOf,
  type MailSecurity,
  toMailServer,
  withSecurity,
} from './mail-entry.ts';
import { say } from './texts.ts';
import { useChangeMailServer } from './use-mail-server.ts';

type Props = { readonly server: MailServer | null; readonly onClose: () => void };

const SECURITIES: readonly { readonly value: MailSecurity; readonly label: string; readonly help: string }[] =
  [
    { value: 'tls', label: say('tls'), help: say('tlsHelp') },
    { value: 'starttls', label: say('starttls'), help: say('starttlsHelp') },
    { value: 'none', label: say('none'), help: say('noneHelp') },
  ];

const EXAMPLES = {
  host: 'smtp.example.net',
  sender: 'gatehouse@example.net',
  app: 'https://gatehouse.example.net',
};

/** By which server mail leaves, in whose name, and where its links lead. */
export function MailForm({ server, onClose }: Props) {
  const change = useChangeMailServer();
  const form = useEntryForm<MailEntry>({
    initialValues: mailEntryOf(server, window.location.origin),
    validate: checkMail(server),
  });
  const entry = form.getValues();
  const { onSubmit, saving, fault } = useSaveForm(form, async (values) => {
    await change.mutateAsync(toMailServer(values));
    notifications.show({ color: 'green', message: say('saved') });
    onClose();
  });
  const technical = { autoComplete: 'off', spellCheck: false, dir: 'ltr' } as const;
  return (
    <FormDrawer
      title={server === null ? say('setUpMail') : say('changeMail')}
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      dirty={form.isDirty()}
      fault={fault}
    >
      <TextInput
        label={say('host')}
        name="host"
        description={say('hostHelp')}
        placeholder={EXAMPLES.host}
        withAsterisk
        data-autofocus
        {...technical}
        {...form.getInputProps('host')}
      />
      <Radio.Group
        label={say('security')}
        value={entry.security}
        onChange={(security) => form.setValues(withSecurity(entry, security as MailSecurity))}
        error={form.errors['security']}
      >
        <Stack gap={10} mt={8}>
          {SECURITIES.map(({ value, label, help }) => (
            <Radio key={value} value={value} label={label} description={help} />
          ))}
        </Stack>
      </Radio.Group>
      <TextInput
        label={say('port')}
        name="port"
        inputMode="numeric"
        maw={120}
        {...technical}
        {...form.getInputProps('port')}
      />
      <TextInput
        label={say('username')}
        name="mail-username"
        description={say('usernameHelp')}
        {...technical}
        {...form.getInputProps('username')}
      />
      <PasswordInput
        label={say('password')}
        name="mail-password"
        description={keepsPassword(entry, server) ? say('passwordKept') : say('passwordHelp')}
        autoComplete="new-password"
        {...form.getInputProps('password')}
      />
      <TextInput
        label={say('senderAddress')}
        name="senderAddress"
        description={say('senderAddressHelp')}
        placeholder={EXAMPLES.sender}
        inputMode="email"
        withAsterisk
        {...technical}
        {...form.getInputProps('senderAddress')}
      />
      <TextInput
        label={say('senderName')}
        name="senderName"
        withAsterisk
        autoComplete="off"
        {...form.getInputProps('senderName')}
      />
      <TextInput
        label={say('appUrl')}
        name="appUrl"
        description={say('appUrlHelp')}
        placeholder={EXAMPLES.app}
        inputMode="url"
        withAsterisk
        {...technical}
        {...form.getInputProps('appUrl')}
      />
    </FormDrawer>
  );
}
