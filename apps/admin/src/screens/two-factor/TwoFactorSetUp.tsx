import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { changeJson } from '../../api/call-api.ts';
import type { Me, RecoveryCodes, TwoFactorOffered } from '../../api/types.ts';
import { EntryForm } from '../../parts/form/EntryForm.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { FirstCode } from './FirstCode.tsx';
import { RecoveryCodeList } from './RecoveryCodeList.tsx';
import classes from './TwoFactor.module.css';
import { say } from './texts.ts';

type Step =
  | { readonly name: 'password' }
  | { readonly name: 'first-code'; readonly offered: TwoFactorOffered }
  | { readonly name: 'recovery-codes'; readonly codes: readonly string[] };

/** Password, then the QR code and the first code of the app, then the recovery codes. */
export function TwoFactorSetUp({ me, onDone }: { readonly me: Me; readonly onDone: () => void }) {
  const [step, setStep] = useState<Step>({ name: 'password' });
  const takeCodes = ({ recoveryCodes }: RecoveryCodes) =>
    setStep({ name: 'recovery-codes', codes: recoveryCodes });
  switch (step.name) {
    case 'password':
      return <Password me={me} onOffered={(offered) => setStep({ name: 'first-code', offered })} />;
    case 'first-code':
      return <FirstCode offered={step.offered} onTurnedOn={takeCodes} />;
    case 'recovery-codes':
      return (
        <>
          <p className={classes['intro']}>{say('isOn')}</p>
          <RecoveryCodeList codes={step.codes} onKept={onDone} />
        </>
      );
  }
}

type PasswordProps = { readonly me: Me; readonly onOffered: (offered: TwoFactorOffered) => void };

function Password({ me, onOffered }: PasswordProps) {
  const form = useEntryForm({
    initialValues: { password: '' },
    validate: { password: (password) => (password === '' ? say('typePassword') : null) },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async (values) => {
    onOffered((await changeJson<TwoFactorOffered>('POST', '/me/two-factor/offer', values)).value);
  });
  return (
    <EntryForm className={classes['form']} onSubmit={onSubmit} fault={fault} username={me.username ?? ''}>
      <p className={classes['intro']}>{say('needApp')}</p>
      <PasswordInput
        label={say('yourPassword')}
        name="password"
        autoComplete="current-password"
        data-autofocus
        {...form.getInputProps('password')}
      />
      <Button type="submit" loading={saving}>
        {say('goOn')}
      </Button>
    </EntryForm>
  );
}
