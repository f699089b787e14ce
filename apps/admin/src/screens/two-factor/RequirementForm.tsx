import { Button, Checkbox, NumberInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { roles } from '@gatehouse/domain/operators/permissions';
import { useQueryClient } from '@tanstack/react-query';
import { changeJson } from '../../api/call-api.ts';
import type { TwoFactorRequirement } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { EntryForm } from '../../parts/form/EntryForm.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { sayRole } from '../../parts/role.ts';
import classes from '../settings/Settings.module.css';
import { say } from './texts.ts';

export const REQUIREMENT_KEY = ['two-factor', 'requirement'];

export function RequirementForm({ requirement }: { readonly requirement: TwoFactorRequirement }) {
  const mayChange = useMay('operators.change');
  const queryClient = useQueryClient();
  const form = useEntryForm<{ roles: string[]; graceSignIns: number | string }>({
    initialValues: { roles: [...requirement.roles], graceSignIns: requirement.graceSignIns },
    validate: {
      graceSignIns: (typed) => (typeof typed === 'number' ? null : say('howMany')),
    },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async (values) => {
    const { value } = await changeJson<TwoFactorRequirement>('PUT', '/two-factor/requirement', values);
    queryClient.setQueryData(REQUIREMENT_KEY, value);
    form.resetDirty();
    await queryClient.invalidateQueries({ queryKey: ['me'] });
    notifications.show({ color: 'green', message: say('saved') });
  });
  return (
    <EntryForm className={classes['form']} onSubmit={onSubmit} fault={fault}>
      <Checkbox.Group label={say('requiredOf')} {...form.getInputProps('roles')} readOnly={!mayChange}>
        {roles.map((role) => (
          <Checkbox key={role} value={role} label={sayRole(role)} mt={10} disabled={!mayChange} />
        ))}
      </Checkbox.Group>
      <NumberInput
        label={say('graceLabel')}
        description={say('graceWhy')}
        name="graceSignIns"
        min={0}
        max={50}
        allowDecimal={false}
        disabled={!mayChange}
        {...form.getInputProps('graceSignIns')}
      />
      {mayChange ? (
        <div>
          <Button type="submit" loading={saving}>
            {say('save')}
          </Button>
        </div>
      ) : (
        <p className={classes['quiet']}>{say('ownersMay')}</p>
      )}
    </EntryForm>
  );
}
