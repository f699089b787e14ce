import { Button, Group, Modal, PasswordInput } from '@mantine/core';
import { changeJson } from '../../api/call-api.ts';
import { useStepUpAsked } from '../../api/step-up.ts';
import type { Me } from '../../api/types.ts';
import classes from '../../parts/Dialog.module.css';
import { CodeField, codeFault } from './CodeField.tsx';
import { EntryForm } from '../../parts/form/EntryForm.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { useReturnFocus } from '../../parts/use-return-focus.ts';
import { say } from './texts.ts';

/** Asks who is there once more, over whatever is open; what was refused is repeated by itself. */
export function StepUpDialog({ me }: { readonly me: Me }) {
  const asked = useStepUpAsked();
  return asked && <Question me={me} onEnd={asked.end} />;
}

function Question({ me, onEnd }: { readonly me: Me; readonly onEnd: (proved: boolean) => void }) {
  useReturnFocus();
  const byCode = (me.secondFactor?.since ?? null) !== null;
  const form = useEntryForm({
    initialValues: { code: '', password: '' },
    validate: {
      code: (code) => (byCode ? codeFault(code) : null),
      password: (password) => (!byCode && password === '' ? say('typePassword') : null),
    },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async ({ code, password }) => {
    await changeJson('POST', '/me/step-up', byCode ? { code } : { password });
    onEnd(true);
  });
  return (
    <Modal
      opened
      onClose={() => onEnd(false)}
      size={400}
      padding={20}
      zIndex={390}
      returnFocus={false}
      withCloseButton={false}
      closeOnClickOutside={false}
      overlayProps={{ backgroundOpacity: 0.35 }}
    >
      <Modal.Title className={classes['title']!}>{say('stillYou')}</Modal.Title>
      <p style={{ marginBlock: '6px 16px' }}>{say('stillYouWhy')}</p>
      <EntryForm className={classes['form']} onSubmit={onSubmit} fault={fault} username={me.username ?? ''}>
        {byCode ? (
          <CodeField {...form.getInputProps('code')} />
        ) : (
          <PasswordInput
            label={say('passwordOf', { name: me.username ?? me.name })}
            name="password"
            autoComplete="current-password"
            data-autofocus
            {...form.getInputProps('password')}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => onEnd(false)}>
            {say('cancel')}
          </Button>
          <Button type="submit" loading={saving}>
            {say('goOn')}
          </Button>
        </Group>
      </EntryForm>
    </Modal>
  );
}
