import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import type { Device } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import classes from './Devices.module.css';
import { REMOVAL_EFFECT } from './use-devices.ts';

type Props = { readonly device: Device; readonly onEdit: () => void; readonly onRemove: () => void };

export function DeviceRowActions({ device, onEdit, onRemove }: Props) {
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
    </span>
  );
}
