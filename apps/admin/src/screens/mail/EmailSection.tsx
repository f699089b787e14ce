import { Button, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { changeJson } from '../../api/call-api.ts';
import type { Me } from '../../api/types.ts';
import { EntryForm } from '../../parts/form/EntryForm.tsx';
import { emailFault } from '../../parts/form/text-faults.ts';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import classes from '../settings/Settings.module.css';
import { say } from './texts.ts';

/** Of *My account*: where links to one's own new password are sent. */
export function EmailSection({ me }: { readonly me: Me }) {
  const queryClient = useQueryClient();
  const form = useEntryForm({ initialValues: { email: me.email ?? '' }, validate: { email: emailFault } });
  const { onSubmit, saving, fault } = useSaveForm(form, async ({ email }) => {
    await changeJson('PUT', '/me/email', { email: email.trim() || null });
    await queryClient.invalidateQueries({ queryKey: ['me'] });
    const kept = { email: email.trim().toLowerCase() };
    form.setValues(kept);
    form.resetDirty(kept);
    notifications.show({ color: 'green', message: say('emailSaved') });
  });
  return (
    <section>
      <h2>{say('email')}</h2>
      <EntryForm className={classes['form']} onSubmit={onSubmit} fault={fault}>
        <TextInput
          label={say('yourEmail')}
          name="email"
          description={say('emailHelp')}
          type="email"
          inputMode="email"
          autoComplete="email"
          dir="ltr"
          {...form.getInputProps('email')}
        />
        <div>
          <Button type="submit" loading={saving}>
            {say('saveEmail')}
          </Button>
        </div>
      </EntryForm>
    </section>
  );
}
