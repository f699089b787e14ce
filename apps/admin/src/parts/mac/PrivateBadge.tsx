import { PRIVATE_ADDRESS_HELP } from '@gatehouse/domain/devices/private-address-help';
import { Popover } from '@mantine/core';
import { useState } from 'react';
import classes from './MacAddress.module.css';

/** Says that the device made its address up; pressed, or pointed at, how it is made a fixed one. */
export function PrivateBadge() {
  const [opened, setOpened] = useState(false);
  const button = (
    <button
      type="button"
      className={classes['privateWord']}
      title={PRIVATE_ADDRESS_HELP}
      aria-label="Private address: how to make it a fixed one"
      aria-expanded={opened}
      onClick={() => setOpened(!opened)}
    >
      Private
    </button>
  );
  // Hundreds of them stand in a list: what opens is there once it is asked for.
  if (!opened) return button;
  return (
    <Popover opened onChange={setOpened} width={300} position="bottom-start" shadow="md" withArrow>
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown className={classes['privateHelp'] ?? ''} role="note">
        {PRIVATE_ADDRESS_HELP}
      </Popover.Dropdown>
    </Popover>
  );
}
