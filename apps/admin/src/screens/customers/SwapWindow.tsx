import { Button, Menu } from '@mantine/core';
import { IconArrowsExchange, IconChevronDown } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Customer } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { language } from '../../languages/current.ts';
import { formatDuration } from '../../parts/format/duration.ts';
import { formatNumber } from '../../parts/format/number.ts';
import { StateMark } from '../../parts/StateMark.tsx';
import classes from './SwapWindow.module.css';
import { say, show } from './texts.ts';
import { useCloseSwapWindow, useOpenSwapWindow } from './use-swap-window.ts';

const LENGTHS_MINUTES = [10, 60, 1440];
const twoDigits = new Intl.NumberFormat(language, { minimumIntegerDigits: 2 });

/** The next unregistered device with the right password takes the place: opened here, counted down, closed. */
export function SwapWindow({ customer }: { readonly customer: Customer }) {
  const open = useOpenSwapWindow(customer);
  const close = useCloseSwapWindow(customer);
  const mayOpen = useMay('devices.add');
  const { swapWindow } = customer;
  if (swapWindow !== null)
    return (
      <div className={classes['window']} role="status" aria-label={say('swapWindow')}>
        <StateMark meaning="amber">{say('windowIsOpen')}</StateMark>
        <span>{showLeft(swapWindow)}</span>
        {mayOpen && (
          <Button
            size="compact-sm"
            variant="default"
            loading={close.isPending}
            onClick={() => close.mutate(swapWindow)}
          >
            {say('closeNow')}
          </Button>
        )}
      </div>
    );
  if (!mayOpen) return null;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          className={classes['button']}
          size="xs"
          variant="default"
          loading={open.isPending}
          leftSection={<IconArrowsExchange size={15} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {say('openWindow')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {LENGTHS_MINUTES.map((minutes) => (
          <Menu.Item key={minutes} onClick={() => open.mutate(minutes)}>
            {say('forTime', { time: formatDuration(60 * minutes) })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function showLeft({ endsAt, deviceName }: NonNullable<Customer['swapWindow']>) {
  const time = <Countdown endsAt={endsAt} />;
  return deviceName === null
    ? show('windowLeft', { time })
    : show('windowLeftOf', { time, device: deviceName });
}

/** `9:41`, by the second. */
function Countdown({ endsAt }: { readonly endsAt: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.ceil((Date.parse(endsAt) - now) / 1_000));
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return (
    <b aria-live="off">
      {formatNumber(minutes)}:{twoDigits.format(rest)}
    </b>
  );
}
