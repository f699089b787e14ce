import { Alert, Button, Group, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { MailServer, MailTested } from '../../api/types.ts';
import { useMe } from '../../api/use-me.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { EntryForm } from '../../parts/form/EntryForm.tsx';
import { emailFault } from '../../parts/form/text-faults.ts';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import classes from '../settings/Settings.module.css';
import { MailFaultText, SaidText } from './MailFaultText.tsx';
import { say, show } from './texts.ts';
import { useTestMail } from './use-mail-server.ts';

type Props = { readonly server: MailServer; readonly onClose: () => void };

/** One mail to oneself: whether links would arrive. */
export function MailTestDialog({ server, onClose }: Props) {
  const tester = useTestMail();
  const email = useMe().data?.email ?? '';
  const form = useEntryForm({
    initialValues: { to: email },
    validate: { to: (to) => (to.trim() === '' ? say('giveTo') : emailFault(to)) },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async ({ to }) => {
    await tester.mutateAsync(to);
  });
  const tested = saving ? undefined : tester.data?.value;
  return (
    <Dialog title={say('sendTest')} onClose={onClose} width={480}>
      <EntryForm className={classes['form']} onSubmit={onSubmit} fault={fault}>
        <TextInput
          label={say('to')}
          name="to"
          type="email"
          inputMode="email"
          autoComplete="email"
          data-autofocus
          dir="ltr"
          {...form.getInputProps('to')}
        />
        <div aria-live="polite">
          {tested && fault === null && <Outcome tested={tested} server={server} />}
        </div>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {say('close')}
          </Button>
          <Button type="submit" loading={saving}>
            {tested ? say('sendAgain') : say('send')}
          </Button>
        </Group>
      </EntryForm>
    </Dialog>
  );
}

function Outcome({ tested, server }: { readonly tested: MailTested; readonly server: MailServer }) {
  const { sent, to, fault, said } = tested;
  return sent ? (
    <Alert color="green" variant="light" icon={<IconCheck size={18} aria-hidden />}>
      {show('tookMail', { host: <bdi>{server.host}</bdi>, to: <bdi>{to}</bdi> })}
      <SaidText said={said} />
    </Alert>
  ) : (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />}>
      <MailFaultText server={server} fault={fault} said={said} />
    </Alert>
  );
}
