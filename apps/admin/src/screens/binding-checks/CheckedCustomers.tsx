import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CheckedCustomer } from '../../api/types.ts';
import { MacAddress } from '../../parts/mac/MacAddress.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import classes from './BindingCheck.module.css';
import { say, show } from './texts.ts';
import type { Adoptable } from './use-binding-check.ts';

const SHOWN_AT_FIRST = 50;

type Props = {
  readonly customers: readonly CheckedCustomer[];
  readonly onAdopt: ((device: Adoptable) => void) | null;
};

/** By customer, what was used and is not registered. */
export function CheckedCustomers({ customers, onAdopt }: Props) {
  const [shown, setShown] = useState(SHOWN_AT_FIRST);
  return (
    <>
      <ul className={classes['customers']}>
        {customers.slice(0, shown).map((customer) => (
          <li key={customer.customerId}>
            <div className={classes['name']}>
              <Link to="/customers/$customerId/devices" params={{ customerId: customer.customerId }}>
                {customer.customerName}
              </Link>{' '}
              <span className={classes['quiet']}>
                {say('registered', { username: customer.username, count: customer.deviceCount })}
              </span>
            </div>
            {customer.devices.length === 0 && <p className={classes['quiet']}>{say('noLoginNoDevice')}</p>}
            {customer.devices.map((device) => (
              <Used
                key={device.mac ?? ''}
                device={device}
                onAdopt={
                  onAdopt === null || device.mac === null || !device.adoptable
                    ? null
                    : () => onAdopt({ customerId: customer.customerId, mac: device.mac ?? '' })
                }
              />
            ))}
          </li>
        ))}
      </ul>
      {customers.length > shown && (
        <Button size="xs" variant="default" onClick={() => setShown(shown + 200)}>
          {say('showMore', { left: customers.length - shown })}
        </Button>
      )}
    </>
  );
}

type UsedProps = {
  readonly device: CheckedCustomer['devices'][number];
  readonly onAdopt: (() => void) | null;
};

function Used({ device, onAdopt }: UsedProps) {
  const { mac, vendor, holder, blocked } = device;
  return (
    <div className={classes['device']}>
      {mac === null ? <span>{say('noAddress')}</span> : <MacAddress mac={mac} vendor={vendor} withVendor />}
      <span className={classes['quiet']}>{showUse(device)}</span>
      {onAdopt !== null ? (
        <Button
          size="compact-sm"
          variant="default"
          onClick={onAdopt}
          aria-label={say('adoptMac', { mac: mac ?? '' })}
        >
          {say('adopt')}
        </Button>
      ) : (
        <span className={classes['quiet']}>{whyNot(mac, holder?.customerName ?? null, blocked)}</span>
      )}
    </div>
  );
}

function showUse({ passedCount, refusedCount, lastAt, nas }: UsedProps['device']) {
  const when = <RelativeTime at={lastAt} />;
  const passed = passedCount > 0;
  const times = passed ? passedCount : refusedCount;
  if (nas === null) return show(passed ? 'letIn' : 'refused', { times, when });
  return show(passed ? 'letInAt' : 'refusedAt', { times, when, router: nas.name });
}

function whyNot(mac: string | null, holderName: string | null, blocked: boolean): string {
  if (mac === null) return say('setRouter');
  if (holderName !== null) return say('registeredTo', { name: holderName });
  return blocked ? say('blocked') : '';
}
