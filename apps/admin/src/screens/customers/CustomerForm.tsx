import { notifications } from '@mantine/notifications';
import type { Customer } from '../../api/types.ts';
import { FormDrawer } from '../../parts/form/FormDrawer.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { CustomerAccessFields } from './CustomerAccessFields.tsx';
import { CustomerContactFields } from './CustomerContactFields.tsx';
import { CustomerHomeField } from './CustomerHomeField.tsx';
import { CustomerLoginFields } from './CustomerLoginFields.tsx';
import { checkCustomer, type CustomerEntry, entryOf, toChanges, toCustomer } from './customer-entry.ts';
import { say } from './texts.ts';
import { useAddCustomer, useChangeCustomer } from './use-customers.ts';

type Props = {
  /** Absent: a new one. */
  readonly customer?: Customer;
  readonly onClose: () => void;
  readonly onAdded?: (customer: Customer) => void;
};

export function CustomerForm({ customer, onClose, onAdded }: Props) {
  const add = useAddCustomer();
  const change = useChangeCustomer(customer?.id ?? '');
  const form = useEntryForm<CustomerEntry>({
    initialValues: entryOf(customer),
    validate: checkCustomer(customer === undefined),
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async (entry) => {
    if (customer) {
      await change.mutateAsync(toChanges(entry, customer));
      notifications.show({ color: 'green', message: say('changedInForce', { name: entry.name }) });
    } else {
      const { value } = await add.mutateAsync(toCustomer(entry));
      onAdded?.(value);
      notifications.show({ color: 'green', message: say('added', { name: entry.name }) });
    }
    onClose();
  });
  return (
    <FormDrawer
      title={customer ? say('editName', { name: customer.name }) : say('addCustomer')}
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      dirty={form.isDirty()}
      fault={fault}
      saveLabel={customer ? say('save') : say('addCustomer')}
    >
      <CustomerLoginFields form={form} isNew={customer === undefined} />
      <CustomerContactFields form={form} />
      <CustomerHomeField form={form} home={customer?.home ?? null} />
      <CustomerAccessFields form={form} />
    </FormDrawer>
  );
}
