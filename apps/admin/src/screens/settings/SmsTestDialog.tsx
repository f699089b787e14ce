import { Alert, Button, Group, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { SmsGateway, SmsTested } from '../../api/types.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { EntryForm } from '../../parts/form/EntryForm.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { saySaid } from '../../parts/said/say-said.ts';
import classes from './Settings.module.css';
import { useTestSmsGateway } from './use-sms-gateway.ts';
import { say, show } from './texts.ts';

type Props = { readonly gateway: SmsGateway; readonly onClose: () => void };

/** One message to one's own telephone: whether visitors would get their codes. */
export function SmsTestDialog({ gateway, onClose }: Props) {
  const tester = useTestSmsGateway();
  const form = useEntryForm({
    initialValues: { phone: '' },
    validate: {
      phone: (phone) => (/^\s*(\+|00)/.test(phone) ? null : say('phoneFault')),
    },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async ({ phone }) => {
    await tester.mutateAsync(phone);
  });
  const tested = saving ? undefined : tester.data?.value;
  return (
    <Dialog title={say('sendTest')} onClose={onClose} width={480}>
      <EntryForm className={classes['form']} onSubmit={onSubmit} fault={fault}>
        <TextInput
          label={say('toNumber')}
          name="phone"
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          data-autofocus
          dir="ltr"
          placeholder="+880 1712 345678"
          description={gateway.kind === 'log' ? say('nothingWillBeSent') : null}
          {...form.getInputProps('phone')}
        />
        <div aria-live="polite">
          {tested && fault === null && <Outcome tested={tested} host={gateway.host} />}
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

function Outcome({ tested, host }: { readonly tested: SmsTested; readonly host: string | null }) {
  const { sent, kind, phone, why, whySaid, said } = tested;
  if (sent && kind === 'log') {
    return (
      <Alert color="yellow" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />}>
        {say('nothingWasSent')}
      </Alert>
    );
  }
  const answer = said !== null && (
    <p className={classes['said']}>{show('itSaid', { said: <q>{said}</q> })}</p>
  );
  return sent ? (
    <Alert color="green" variant="light" icon={<IconCheck size={18} aria-hidden />}>
      {show('tookMessage', { host, phone: <span dir="ltr">{phone}</span>, answer })}
    </Alert>
  ) : (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />}>
      {whySaid === null ? why : saySaid(whySaid, why ?? '')}
      {answer}
    </Alert>
  );
}
