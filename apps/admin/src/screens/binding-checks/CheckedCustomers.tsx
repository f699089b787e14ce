import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CheckedCustomer } from '../../api/types.ts';
import { formatNumber } from '../../parts/format/number.ts';
import { MacAddress } from '../../parts/mac/MacAddress.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import classes from './BindingCheck.module.css';
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
                {customer.username} · {customer.deviceCount} registered
              </span>
            </div>
            {customer.devices.length === 0 && (
              <p className={classes['quiet']}>Did not log in, and has no device.</p>
            )}
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
          Show more: {formatNumber(customers.length - shown)} left
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
  const { mac, vendor, passedCount, refusedCount, lastAt, nas, holder, blocked } = device;
  const times =
    passedCount > 0
      ? `let in ${formatNumber(passedCount)}×`
      : `refused ${formatNumber(refusedCount)}× already`;
  return (
    <div className={classes['device']}>
      {mac === null ? <span>No address told</span> : <MacAddress mac={mac} vendor={vendor} withVendor />}
      <span className={classes['quiet']}>
        {times}, last <RelativeTime at={lastAt} />
        {nas !== null && ` at ${nas.name}`}
      </span>
      {onAdopt !== null ? (
        <Button size="compact-sm" variant="default" onClick={onAdopt} aria-label={`Adopt ${mac}`}>
          Adopt
        </Button>
      ) : (
        <span className={classes['quiet']}>{whyNot(mac, holder?.customerName ?? null, blocked)}</span>
      )}
    </div>
  );
}

function whyNot(mac: string | null, holderName: string | null, blocked: boolean): string {
  if (mac === null) return 'Set the router to send Calling-Station-Id';
  if (holderName !== null) return `Registered to ${holderName}`;
  return blocked ? 'Blocked' : '';
}
