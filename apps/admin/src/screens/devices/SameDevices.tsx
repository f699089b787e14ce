import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useId, useState } from 'react';
import type { Device, SameDevicePair } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { LastSeen } from '../../parts/LastSeen.tsx';
import { MacAddress } from '../../parts/mac/MacAddress.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import classes from './SameDevices.module.css';
import { nameOf } from './device-name.ts';
import { say, show } from './texts.ts';
import { useJudgePair, useSameDevicePairs } from './use-same-devices.ts';

/** Of a customer all pairs are shown; of everybody's so many, until more are asked for. */
const SHOWN_AT_FIRST = 5;

type Props = { readonly customerId?: string };

/** Rule 14: phones that seem to have changed their private address, for somebody who knows to say. Nothing where there are none. */
export function SameDevices({ customerId }: Props) {
  const pairs = useSameDevicePairs(customerId ?? null);
  const [opened, setOpened] = useState(customerId !== undefined);
  const [all, setAll] = useState(false);
  const listId = useId();
  if (pairs.length === 0) return null;
  const shown = all ? pairs : pairs.slice(0, SHOWN_AT_FIRST);
  return (
    <section className={classes['box']} data-page={customerId === undefined || undefined}>
      <div className={classes['line']}>
        <h2>{say('maybeSame')}</h2>
        <span className={classes['count']}>{say('pairs', { count: pairs.length })}</span>
        {customerId === undefined && (
          <Button
            size="compact-sm"
            variant="subtle"
            aria-expanded={opened}
            aria-controls={listId}
            onClick={() => setOpened(!opened)}
          >
            {say(opened ? 'hide' : 'lookThrough')}
          </Button>
        )}
      </div>
      <div id={listId} hidden={!opened}>
        <p className={classes['explanation']}>{say('maybeSameWhy')}</p>
        <ul className={classes['list']}>
          {shown.map((pair) => (
            <Pair
              key={`${pair.older.id} ${pair.newer.id}`}
              pair={pair}
              withCustomer={customerId === undefined}
            />
          ))}
        </ul>
        {shown.length < pairs.length && (
          <Button size="compact-sm" variant="subtle" onClick={() => setAll(true)}>
            {say('showAll', { count: pairs.length })}
          </Button>
        )}
      </div>
    </section>
  );
}

type PairProps = { readonly pair: SameDevicePair; readonly withCustomer: boolean };

function Pair({ pair, withCustomer }: PairProps) {
  const { older, newer } = pair;
  const mayChange = useMay('devices.add');
  const { same, different, isBusy } = useJudgePair();
  return (
    <li className={classes['pair']}>
      {withCustomer && (
        <Link to="/customers/$customerId/devices" params={{ customerId: older.customerId }}>
          {older.customerName}
        </Link>
      )}
      <One device={older}>
        <LastSeen at={older.lastSeenAt} />
      </One>
      <IconArrowRight className={classes['arrow']} size={16} aria-label={say('mayNowBe')} role="img" />
      <One device={newer}>{show('registeredWhen', { when: <RelativeTime at={newer.addedAt} /> })}</One>
      {mayChange && (
        <span className={classes['ways']}>
          <Button
            size="compact-sm"
            variant="default"
            disabled={isBusy}
            onClick={() => same(pair)}
            aria-label={say('sameLabel', { device: nameOf(older), mac: newer.mac })}
          >
            {say('same')}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            disabled={isBusy}
            onClick={() => different(pair)}
            aria-label={say('twoLabel', { device: nameOf(older), mac: newer.mac })}
          >
            {say('two')}
          </Button>
        </span>
      )}
    </li>
  );
}

function One({ device, children }: { readonly device: Device; readonly children: ReactNode }) {
  const name = nameOf(device);
  return (
    <span className={classes['one']}>
      <span className={classes['which']}>
        {name !== device.mac && <strong>{name}</strong>}
        <MacAddress mac={device.mac} />
      </span>
      <span className={classes['when']}>{children}</span>
    </span>
  );
}
