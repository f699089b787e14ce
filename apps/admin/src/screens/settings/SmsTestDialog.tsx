import { Alert, Button, Group, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { SmsGateway, SmsTested } from '../../api/types.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { EntryForm } from '../../parts/form/EntryForm.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import classes from './Settings.module.css';
import { useTestSmsGateway } from './use-sms-gateway.ts';

type Props = { readonly gateway: SmsGateway; readonly onClose: () => void };

/** One message to one's own telephone: whether visitors would get their codes. */
export function SmsTestDialog({ gateway, onClose }: Props) {
  const tester = useTestSmsGateway();
  const form = useEntryForm({
    initialValues: { phone: '' },
    validate: {
      phone: (phone) =>
        /^\s*(\+|00)/.test(phone) ? null : 'With the code of its country, like +880 1712 345678.',
    },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async ({ phone }) => {
    await tester.mutateAsync(phone);
  });
  const tested = saving ? undefined : tester.data?.value;
  return (
    <Dialog title="Send a test message" onClose={onClose} width={480}>
      <EntryForm className={classes['form']} onSubmit={onSubmit} fault={fault}>
        <TextInput
          label="To this mobile number"
          name="phone"
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          data-autofocus
          dir="ltr"
          placeholder="+880 1712 345678"
          description={gateway.kind === 'log' ? 'No provider is set up: it goes to the log.' : null}
          {...form.getInputProps('phone')}
        />
        <div aria-live="polite">
          {tested && fault === null && <Outcome tested={tested} host={gateway.host} />}
        </div>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
          <Button type="submit" loading={saving}>
            {tested ? 'Send again' : 'Send'}
          </Button>
        </Group>
      </EntryForm>
    </Dialog>
  );
}

function Outcome({ tested, host }: { readonly tested: SmsTested; readonly host: string | null }) {
  const { sent, kind, phone, why, said } = tested;
  if (sent && kind === 'log') {
    return (
      <Alert color="yellow" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />}>
        Nothing was sent: the message stands in the log.
      </Alert>
    );
  }
  const answer = said !== null && (
    <p className={classes['said']}>
      It said: <q>{said}</q>
    </p>
  );
  return sent ? (
    <Alert color="green" variant="light" icon={<IconCheck size={18} aria-hidden />}>
      {host} took the message to <span dir="ltr">{phone}</span>. See whether it arrives.
      {answer}
    </Alert>
  ) : (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />}>
      {why}
      {answer}
    </Alert>
  );
}
