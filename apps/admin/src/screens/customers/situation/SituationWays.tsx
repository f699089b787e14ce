import { Button, Kbd } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { Customer, SituationWay } from '../../../api/types.ts';
import { useMe } from '../../../api/use-me.ts';
import { saySaid } from '../../../parts/said/say-said.ts';
import { DeviceForm } from '../../devices/DeviceForm.tsx';
import { SubscriptionForm } from '../../packages/SubscriptionForm.tsx';
import { CustomerForm } from '../CustomerForm.tsx';
import { NetworkPassword } from '../NetworkPassword.tsx';
import { useChangeStatusOf } from '../use-customers.ts';
import classes from './SituationWays.module.css';
import { useDigitKeys } from './use-digit-keys.ts';
import { useWays } from './use-ways.ts';
import { WAY_PERMISSIONS } from './way-permissions.ts';

type Props = {
  readonly customer: Customer;
  readonly ways: readonly SituationWay[];
  /** In a drawer keys are for typing. */
  readonly withKeys?: boolean;
};

/** The ways out as buttons, the most likely first; the keys 1, 2, 3 press them. */
export function SituationWays({ customer, ways, withKeys = true }: Props) {
  const permissions = useMe().data?.permissions ?? [];
  const [asked, setAsked] = useState<SituationWay | null>(null);
  const navigate = useNavigate();
  const changeStatus = useChangeStatusOf();
  const doAtOnce = useWays(customer);
  // The second click of two comes before this has been drawn again.
  const isBusy = useRef(false);
  const offered = ways.filter((way) => {
    const permission = WAY_PERMISSIONS[way.do];
    return permission === null || permissions.some((held) => held === permission);
  });
  const act = (way: SituationWay | undefined) => {
    if (way === undefined || isBusy.current) return;
    if (way.do === 'unsuspend' || way.do === 'take-up-again') changeStatus(customer, 'active');
    else if (way.do === 'see-sessions') void navigate({ to: `/customers/${customer.id}/sessions` });
    else if (way.do === 'open-router') void navigate({ to: `/routers/${way.routerId}` });
    else if (isAskedFirst(way)) setAsked(way);
    else {
      isBusy.current = true;
      doAtOnce.mutate(way, { onSettled: () => (isBusy.current = false) });
    }
  };
  useDigitKeys((digit) => act(offered[digit - 1]));
  return (
    <>
      {offered.map((way, index) => (
        <Button
          key={way.do}
          size="xs"
          variant={index === 0 ? 'filled' : 'default'}
          loading={doAtOnce.isPending && doAtOnce.variables === way}
          onClick={({ detail }) => detail < 2 && act(way)}
          {...(withKeys && keyHint(index + 1))}
        >
          {saySaid(way.labelSaid, way.label)}
        </Button>
      ))}
      {asked !== null && <WayForm customer={customer} way={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

function keyHint(digit: number) {
  const hint = (
    <Kbd size="xs" aria-hidden className={classes['key']}>
      {digit}
    </Kbd>
  );
  return { 'aria-keyshortcuts': `${digit}`, rightSection: hint };
}

/** Above the limit is asked about; a password is looked at first, and a package is chosen. */
function isAskedFirst(way: SituationWay): boolean {
  if (way.do === 'register') return way.overLimit === true;
  return way.do === 'show-password' || way.do === 'set-password' || way.do === 'give-package';
}

type FormProps = {
  readonly customer: Customer;
  readonly way: SituationWay;
  readonly onClose: () => void;
};

function WayForm({ customer, way, onClose }: FormProps) {
  if (way.do === 'show-password') return <NetworkPassword customer={customer} onClose={onClose} />;
  if (way.do === 'set-password') return <CustomerForm customer={customer} onClose={onClose} />;
  if (way.do === 'give-package') return <SubscriptionForm customer={customer} onClose={onClose} />;
  const { deviceCount, effective } = customer;
  const place = { deviceCount, deviceLimit: effective.deviceLimit.value };
  return <DeviceForm customer={customer} mac={way.mac ?? ''} place={place} onClose={onClose} />;
}
