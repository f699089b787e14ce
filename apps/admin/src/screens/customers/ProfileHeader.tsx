import { Button, Menu } from '@mantine/core';
import { IconKey, IconPackage, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { Customer } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { useNow } from '../../parts/NowProvider.tsx';
import { MoreMenu } from '../../parts/MoreMenu.tsx';
import { HeadFact, PageHead } from '../../parts/PageHead.tsx';
import { SubscriptionForm } from '../packages/SubscriptionForm.tsx';
import { CustomerForm } from './CustomerForm.tsx';
import { describeSubscription } from './describe-subscription.ts';
import { KIND_LABELS } from './customer-words.ts';
import { NetworkPassword } from './NetworkPassword.tsx';
import { say } from './texts.ts';
import { useChangeStatusOf } from './use-customers.ts';

type Open = 'edit' | 'package' | 'password' | null;

export function ProfileHeader({ customer }: { readonly customer: Customer }) {
  const [open, setOpen] = useState<Open>(null);
  const now = useNow();
  const mayChange = useMay('customers.change');
  const maySell = useMay('subscriptions.add');
  const mayShow = useMay('passwords.show');
  const changeStatus = useChangeStatusOf();
  const close = () => setOpen(null);
  const { subscription, status } = customer;
  return (
    <>
      <PageHead
        title={customer.name}
        facts={
          <>
            <HeadFact>{customer.username}</HeadFact>
            <HeadFact>{KIND_LABELS[customer.kind]}</HeadFact>
            <HeadFact>{describeSubscription(subscription, now)}</HeadFact>
          </>
        }
        actions={
          <>
            {mayChange && status === 'active' && (
              <Button variant="default" onClick={() => changeStatus(customer, 'suspended')}>
                {say('suspend')}
              </Button>
            )}
            {mayChange && (
              <Button
                variant="default"
                leftSection={<IconPencil size={16} aria-hidden />}
                onClick={() => setOpen('edit')}
              >
                {say('edit')}
              </Button>
            )}
            {(maySell || mayShow) && (
              <MoreMenu>
                {maySell && (
                  <Menu.Item leftSection={<IconPackage size={16} />} onClick={() => setOpen('package')}>
                    {say('givePackage')}
                  </Menu.Item>
                )}
                {mayShow && (
                  <Menu.Item leftSection={<IconKey size={16} />} onClick={() => setOpen('password')}>
                    {say('showPassword')}
                  </Menu.Item>
                )}
              </MoreMenu>
            )}
          </>
        }
      />
      {open === 'edit' && <CustomerForm customer={customer} onClose={close} />}
      {open === 'package' && <SubscriptionForm customer={customer} onClose={close} />}
      {open === 'password' && <NetworkPassword customer={customer} onClose={close} />}
    </>
  );
}
