import { useParams } from '@tanstack/react-router';
import { DeviceTable } from '../devices/DeviceTable.tsx';
import { BindingSwitch } from './BindingSwitch.tsx';
import { useCustomer } from './use-customers.ts';

export function DevicesTab() {
  const { customerId = '' } = useParams({ strict: false });
  const { data: customer } = useCustomer(customerId);
  if (!customer) return null;
  return (
    <>
      <BindingSwitch customer={customer} />
      <DeviceTable customer={customer} />
    </>
  );
}
