import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import type { Customer, Subscription } from '../../api/types.ts';
import { FormDrawer } from '../../parts/form/FormDrawer.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { useSaveThing } from '../../parts/use-save-thing.ts';
import { PackageSelect } from './PackageSelect.tsx';

type Props = {
  readonly customer: Pick<Customer, 'id' | 'name' | 'kind'> & {
    readonly subscription?: Customer['subscription'];
  };
  readonly onClose: () => void;
};

/** Gives a package that starts now: a renewal, or another one. */
export function SubscriptionForm({ customer, onClose }: Props) {
  const give = useSaveThing<Subscription>('customers', `/customers/${customer.id}/subscriptions`);
  const queryClient = useQueryClient();
  const form = useEntryForm({
    initialValues: { servicePackageId: customer.subscription?.servicePackageId ?? '' },
    validate: { servicePackageId: (id) => (id === '' ? 'Choose a package.' : null) },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async (values) => {
    await give.mutateAsync(values);
    // A refusal says how the same login would fare now.
    await queryClient.invalidateQueries({ queryKey: ['attempts'] });
    notifications.show({ color: 'green', message: `${customer.name} has the package from now on.` });
    onClose();
  });
  return (
    <FormDrawer
      title={`Give ${customer.name} a package`}
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      dirty={form.isDirty()}
      fault={fault}
      saveLabel="Start now"
    >
      <PackageSelect
        kind={customer.kind}
        label="Package"
        name="servicePackageId"
        description="In place of what runs now. It lasts as long as the package says; volume and time online begin anew."
        {...form.getInputProps('servicePackageId')}
      />
    </FormDrawer>
  );
}
