import { PasswordInput } from '@mantine/core';
import { changeJson } from '../../api/call-api.ts';
import type { Me } from '../../api/types.ts';
import { DecisionDialog } from '../../parts/form/DecisionDialog.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { say } from './texts.ts';

type Props = { readonly me: Me; readonly onClose: () => void; readonly onDone: () => void };

export function TurnOff({ me, onClose, onDone }: Props) {
  const form = useEntryForm({
    initialValues: { password: '' },
    validate: { password: (password) => (password === '' ? say('typePassword') : null) },
  });
  const save = useSaveForm(form, async (values) => {
    await changeJson('POST', '/me/two-factor/off', values);
    onDone();
  });
  return (
    <DecisionDialog {...save} title={say('turnOffQuestion')} label={say('turnOff')} red onClose={onClose}>
      <p style={{ margin: 0 }}>{say('turnOffEffect')}</p>
      <input type="text" name="username" autoComplete="username" value={me.username ?? ''} readOnly hidden />
      <PasswordInput
        label={say('yourPassword')}
        name="password"
        autoComplete="current-password"
        data-autofocus
        {...form.getInputProps('password')}
      />
    </DecisionDialog>
  );
}
