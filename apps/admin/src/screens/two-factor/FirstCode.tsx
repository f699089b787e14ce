import { Button, Code } from '@mantine/core';
import { changeJson } from '../../api/call-api.ts';
import type { RecoveryCodes, TwoFactorOffered } from '../../api/types.ts';
import { CodeField, codeFault } from './CodeField.tsx';
import { EntryForm } from '../../parts/form/EntryForm.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { QrCode } from '../../parts/QrCode.tsx';
import classes from './TwoFactor.module.css';
import { say, show } from './texts.ts';

type Props = {
  readonly offered: TwoFactorOffered;
  readonly onTurnedOn: (codes: RecoveryCodes) => void;
};

/** The key for the app, and the first code that it makes of it. */
export function FirstCode({ offered, onTurnedOn }: Props) {
  const form = useEntryForm({ initialValues: { code: '' }, validate: { code: codeFault } });
  const { onSubmit, saving, fault } = useSaveForm(form, async (values) => {
    onTurnedOn((await changeJson<RecoveryCodes>('POST', '/me/two-factor', values)).value);
  });
  return (
    <EntryForm className={classes['form']} onSubmit={onSubmit} fault={fault}>
      <p className={classes['intro']}>{say('scan')}</p>
      <div className={classes['qr']}>
        <QrCode text={offered.address} />
      </div>
      <p className={classes['key']}>
        {show('orKey', {
          key: (
            <Code dir="ltr" className={classes['secret']!}>
              {offered.secret.replaceAll(/.{4}(?=.)/g, '$& ')}
            </Code>
          ),
        })}
      </p>
      <CodeField appOnly {...form.getInputProps('code')} />
      <Button type="submit" loading={saving}>
        {say('turnOn')}
      </Button>
    </EntryForm>
  );
}
