import { useParams } from '@tanstack/react-router';
import { DeviceTable } from '../devices/DeviceTable.tsx';
import { SameDevices } from '../devices/SameDevices.tsx';
import { OwnUnrecognised } from '../unrecognised/OwnUnrecognised.tsx';
import { BindingSwitch } from './BindingSwitch.tsx';
import { SwapWindow } from './SwapWindow.tsx';
import { useCustomer } from './use-customers.ts';

export function DevicesTab() {
  const { customerId = '' } = useParams({ strict: false });
  const { data: customer } = useCustomer(customerId);
  if (!customer) return null;
  return (
    <>
      <BindingSwitch customer={customer} />
      <SwapWindow customer={customer} />
      <OwnUnrecognised customerId={customer.id} />
      <SameDevices customerId={customer.id} />
      <DeviceTable customer={customer} />
    </>
  );
}
