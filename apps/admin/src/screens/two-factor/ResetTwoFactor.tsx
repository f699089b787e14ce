import { TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { changeJson } from '../../api/call-api.ts';
import { DecisionDialog } from '../../parts/form/DecisionDialog.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { say } from './texts.ts';

type Props = {
  readonly operator: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
};

/** For who has lost telephone and recovery codes. */
export function ResetTwoFactor({ operator: { id, name }, onClose }: Props) {
  const queryClient = useQueryClient();
  const form = useEntryForm({ initialValues: { reason: '' } });
  const save = useSaveForm(form, async ({ reason }) => {
    await changeJson('POST', `/operators/${id}/two-factor/reset`, { ...(reason.trim() && { reason }) });
    await queryClient.invalidateQueries();
    notifications.show({ color: 'green', message: say('wasReset', { name }) });
    onClose();
  });
  return (
    <DecisionDialog
      {...save}
      title={say('resetQuestion', { name })}
      label={say('takeAway')}
      red
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>{say('resetEffect')}</p>
      <TextInput
        label={say('reason')}
        description={say('reasonWhy')}
        name="reason"
        maxLength={200}
        data-autofocus
        {...form.getInputProps('reason')}
      />
    </DecisionDialog>
  );
}
