import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Attempt } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { useChangeStatusOf } from '../customers/use-customers.ts';
import { DeviceForm } from '../devices/DeviceForm.tsx';
import { SubscriptionForm } from '../packages/SubscriptionForm.tsx';
import { type Fix, fixLabel, fixOf } from './fix-of.ts';

type Props = {
  readonly attempt: Attempt;
  /** One among many, as in a list: does not shout. */
  readonly quiet?: boolean;
};

/** The way out of a refusal, as a button beside it. */
export function AttemptFix({ attempt, quiet = false }: Props) {
  const [open, setOpen] = useState<Fix | null>(null);
  const changeStatus = useChangeStatusOf();
  const mayAdd = useMay('devices.add');
  const maySell = useMay('subscriptions.add');
  const mayChange = useMay('customers.change');
  const fix = fixOf(attempt, { mayAdd, maySell, mayChange });
  if (fix === null) return null;
  const label = fixLabel(fix, attempt);
  if (fix === 'add-customer') {
    return (
      <LinkButton size="xs" variant="default" to="/customers" search={{ search: attempt.username }}>
        {label}
      </LinkButton>
    );
  }
  const { customerId, customerName, username, mac, kind, nas } = attempt;
  if (fix === 'set-up-router') {
    if (nas === null) return null;
    return (
      <LinkButton size="xs" variant="default" to="/routers/$routerId/set-up" params={{ routerId: nas.id }}>
        {label}
      </LinkButton>
    );
  }
  if (customerId === null) return null;
  if (fix === 'open-customer') {
    return (
      <LinkButton size="xs" variant="default" to="/customers/$customerId" params={{ customerId }}>
        {label}
      </LinkButton>
    );
  }
  const customer = { id: customerId, name: customerName ?? username };
  const act = () =>
    fix === 'unsuspend' ? changeStatus({ ...customer, status: 'suspended' }, 'active') : setOpen(fix);
  return (
    <>
      <Button size="xs" variant={quiet ? 'default' : 'filled'} onClick={act}>
        {label}
      </Button>
      {open === 'register-device' && (
        <DeviceForm
          customer={customer}
          mac={mac ?? ''}
          place={attempt.present}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'renew' && (
        <SubscriptionForm
          customer={{ ...customer, kind: kind === 'pppoe' ? 'pppoe' : 'hotspot' }}
          // What is not good here would be waited for in vain.
          begins={(attempt.present?.reason ?? attempt.reason) === 'package-not-here' ? 'now' : 'present'}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
