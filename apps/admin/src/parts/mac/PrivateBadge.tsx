import { Popover } from '@mantine/core';
import { useState } from 'react';
import classes from './MacAddress.module.css';
import { say } from '../texts.ts';

/** Says that the device made its address up; pressed, or pointed at, how it is made a fixed one. */
export function PrivateBadge() {
  const [opened, setOpened] = useState(false);
  const button = (
    <button
      type="button"
      className={classes['privateWord']}
      title={say('privateHelp')}
      aria-label={say('privateHow')}
      aria-expanded={opened}
      onClick={() => setOpened(!opened)}
    >
      {say('private')}
    </button>
  );
  // Hundreds of them stand in a list: what opens is there once it is asked for.
  if (!opened) return button;
  return (
    <Popover opened onChange={setOpened} width={300} position="bottom-start" shadow="md" withArrow>
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown className={classes['privateHelp'] ?? ''} role="note">
        {say('privateHelp')}
      </Popover.Dropdown>
    </Popover>
  );
}
