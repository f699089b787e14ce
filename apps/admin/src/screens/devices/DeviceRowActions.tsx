import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconChevronDown, IconPencil, IconPlugConnectedX } from '@tabler/icons-react';
import type { Device } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import classes from './Devices.module.css';
import { REMOVAL_EFFECT } from './use-devices.ts';

type Props = {
  readonly device: Device;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
  readonly onRemoveAndDisconnect: () => void;
};

export function DeviceRowActions({ device, onEdit, onRemove, onRemoveAndDisconnect }: Props) {
  const mayEdit = useMay('devices.add');
  const mayRemove = useMay('devices.remove');
  return (
    <span className={classes['actions']}>
      {mayEdit && (
        <Tooltip label="Change label or type">
          <ActionIcon
            className={classes['edit']}
            size={28}
            onClick={onEdit}
            aria-label={`Edit ${device.mac}`}
          >
            <IconPencil size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      {mayRemove && (
        <Tooltip label={`Deregister this device. ${REMOVAL_EFFECT}`}>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            onClick={onRemove}
            aria-label={`Remove ${device.mac}`}
          >
            Remove
          </Button>
        </Tooltip>
      )}
      {mayRemove && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size={24} aria-label={`More ways to remove ${device.mac}`}>
              <IconChevronDown size={14} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconPlugConnectedX size={16} aria-hidden />}
              onClick={onRemoveAndDisconnect}
            >
              Remove and disconnect now…
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </span>
  );
}
