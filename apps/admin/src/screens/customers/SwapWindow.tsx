import { Button, Menu } from '@mantine/core';
import { IconArrowsExchange, IconChevronDown } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Customer } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { StateMark } from '../../parts/StateMark.tsx';
import classes from './SwapWindow.module.css';
import { useCloseSwapWindow, useOpenSwapWindow } from './use-swap-window.ts';

const LENGTHS = [
  { minutes: 10, label: '10 minutes' },
  { minutes: 60, label: '1 hour' },
  { minutes: 1440, label: '1 day' },
] as const;

/** The next unregistered device with the right password takes the place: opened here, counted down, closed. */
export function SwapWindow({ customer }: { readonly customer: Customer }) {
  const open = useOpenSwapWindow(customer);
  const close = useCloseSwapWindow(customer);
  const mayOpen = useMay('devices.add');
  const { swapWindow } = customer;
  if (swapWindow !== null)
    return (
      <div className={classes['window']} role="status" aria-label="Swap window">
        <StateMark meaning="amber">Swap window open</StateMark>
        <span>
          <Countdown endsAt={swapWindow.endsAt} /> left. The next unregistered device with the right password
          takes the place{swapWindow.deviceName === null ? '' : ` of ${swapWindow.deviceName}`}.
        </span>
        {mayOpen && (
          <Button
            size="compact-sm"
            variant="default"
            loading={close.isPending}
            onClick={() => close.mutate(swapWindow)}
          >
            Close it now
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
          Open a swap window
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {LENGTHS.map(({ minutes, label }) => (
          <Menu.Item key={minutes} onClick={() => open.mutate(minutes)}>
            For {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
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
      {minutes}:{String(rest).padStart(2, '0')}
    </b>
  );
}
