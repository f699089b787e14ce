import { Menu } from '@mantine/core';
import { IconChevronDown, IconPencil, IconPlugConnectedX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Device } from '../../api/types.ts';
import classes from './Devices.module.css';
import { say } from './texts.ts';

type Props = {
  readonly device: Device;
  readonly mayEdit: boolean;
  readonly mayRemove: boolean;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
  readonly onRemoveAndDisconnect: () => void;
};

/** Plain buttons: a list draws dozens of rows for each frame that one scrolls. */
export function DeviceRowActions({ device, mayEdit, mayRemove, ...on }: Props) {
  return (
    <span className={classes['actions']}>
      {mayEdit && (
        <button
          type="button"
          className={`${classes['icon']} ${classes['edit']}`}
          onClick={on.onEdit}
          title={say('changeIt')}
          aria-label={say('editMac', { mac: device.mac })}
        >
          <IconPencil size={16} stroke={1.6} aria-hidden />
        </button>
      )}
      {mayRemove && (
        <>
          <button
            type="button"
            className={classes['word']}
            onClick={on.onRemove}
            title={say('deregister')}
            aria-label={say('removeMac', { mac: device.mac })}
          >
            {say('remove')}
          </button>
          <MoreWays mac={device.mac} onRemoveAndDisconnect={on.onRemoveAndDisconnect} />
        </>
      )}
    </span>
  );
}

type MoreProps = { readonly mac: string; readonly onRemoveAndDisconnect: () => void };

/** The menu is made once it is asked for. */
function MoreWays({ mac, onRemoveAndDisconnect }: MoreProps) {
  const [opened, setOpened] = useState(false);
  const button = (
    <button
      type="button"
      className={classes['icon']}
      aria-label={say('moreWays', { mac })}
      aria-haspopup="menu"
      aria-expanded={opened}
      onClick={() => setOpened(!opened)}
    >
      <IconChevronDown size={14} aria-hidden />
    </button>
  );
  if (!opened) return button;
  return (
    <Menu opened onChange={setOpened} position="bottom-end">
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPlugConnectedX size={16} aria-hidden />} onClick={onRemoveAndDisconnect}>
          {say('removeAndDisconnectDots')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
