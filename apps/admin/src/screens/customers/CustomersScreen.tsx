import { Button } from '@mantine/core';
import { IconPlus, IconShieldCheck, IconUsers } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Customer } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { DataList } from '../../parts/data-list/DataList.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { ExportButton } from '../../parts/export/ExportButton.tsx';
import { BindingCheckSheet } from '../binding-checks/BindingCheckSheet.tsx';
import { ImportLink } from '../imports/ImportLink.tsx';
import { CustomerForm } from './CustomerForm.tsx';
import { CustomerListMenu } from './CustomerListMenu.tsx';
import { customerColumns } from './customer-columns.tsx';
import { say } from './texts.ts';
import { useCustomerFilters } from './use-customer-filters.ts';

export function CustomersScreen() {
  const [adding, setAdding] = useState(false);
  const [checked, setChecked] = useState<readonly Customer[] | null>(null);
  const navigate = useNavigate();
  const filters = useCustomerFilters();
  const mayAdd = useMay('customers.add');
  const openProfile = (customerId: string) =>
    void navigate({ to: '/customers/$customerId', params: { customerId } });
  const addButton = mayAdd && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {say('addCustomer')}
    </Button>
  );
  return (
    <>
      <DataList<Customer>
        title={say('customers')}
        thing="customers"
        noun={say('noun')}
        screen="customers"
        path="/customers"
        refreshSeconds={15}
        rowId={rowId}
        rowName={({ name }) => name}
        columns={customerColumns}
        filters={filters}
        defaultSort="name"
        searchHint={say('searchHint')}
        headerActions={
          <>
            <ImportLink kind="customers" />
            {addButton}
          </>
        }
        onAdd={() => setAdding(mayAdd)}
        onOpen={({ id }) => openProfile(id)}
        askedActions={(asked, columns) => <CustomerListMenu asked={asked} columns={columns} />}
        bulkActions={(customers, _, chosen) => (
          <>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconShieldCheck size={14} aria-hidden />}
              onClick={() => setChecked(customers)}
            >
              {say('macBindingDots')}
            </Button>
            <ExportButton thing="customers" chosen={chosen} selection={{ ids: customers.map(rowId) }} />
          </>
        )}
        empty={
          <EmptyState icon={IconUsers} title={say('noneYet')} action={addButton || undefined}>
            {say('noneYetWhy')}
          </EmptyState>
        }
      />
      {checked && <BindingCheckSheet target={{ customers: checked }} onClose={() => setChecked(null)} />}
      {adding && <CustomerForm onClose={() => setAdding(false)} onAdded={({ id }) => openProfile(id)} />}
    </>
  );
}

function rowId({ id }: Customer): string {
  return id;
}
