import { Button, Menu } from '@mantine/core';
import {
  IconArrowRight,
  IconArrowsExchange,
  IconBan,
  IconHistory,
  IconPencil,
  IconPlugConnectedX,
} from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Device } from '../../../api/types.ts';
import { useMay } from '../../../api/use-me.ts';
import { sayDeviceType } from '../../../parts/device-type/device-type.ts';
import { HistorySheet } from '../../../parts/history/HistorySheet.tsx';
import { MacAddress } from '../../../parts/mac/MacAddress.tsx';
import { MoreMenu } from '../../../parts/MoreMenu.tsx';
import { HeadFact, PageHead } from '../../../parts/PageHead.tsx';
import { StateMark } from '../../../parts/StateMark.tsx';
import { BlockForm } from '../blocked/BlockForm.tsx';
import { useUnblockMac } from '../blocked/use-blocked-macs.ts';
import { DeviceEditForm } from '../DeviceEditForm.tsx';
import { MoveForm } from '../MoveForm.tsx';
import { RemoveAndDisconnectDialog } from '../RemoveAndDisconnectDialog.tsx';
import { ReplaceForm } from '../ReplaceForm.tsx';
import { REMOVAL_EFFECT, useRemoveDevices } from '../use-devices.ts';
import { say } from './texts.ts';

type Open = 'edit' | 'replace' | 'move' | 'block' | 'cut-off' | 'history' | null;

/** What it is, whose, and what can be done with it. */
export function DeviceHeader({ device }: { readonly device: Device }) {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const type = device.type ?? device.guessedType;
  return (
    <>
      <PageHead
        title={device.label ?? (type === null ? say('aDevice') : sayDeviceType(type))}
        facts={
          <>
            <HeadFact>
              <MacAddress mac={device.mac} vendor={device.vendor} withVendor />
            </HeadFact>
            <TypeFact device={device} />
            <HeadFact>
              <Link to="/customers/$customerId/devices" params={{ customerId: device.customerId }}>
                {device.customerName}
              </Link>
            </HeadFact>
            {device.blocked && (
              <HeadFact>
                <StateMark meaning="red">{say('blocked')}</StateMark>
              </HeadFact>
            )}
          </>
        }
        actions={<DeviceActions device={device} onOpen={setOpen} />}
      />
      {open === 'edit' && <DeviceEditForm device={device} onClose={close} />}
      {open === 'replace' && <ReplaceForm device={device} onClose={close} />}
      {open === 'move' && <MoveForm device={device} onClose={close} />}
      {open === 'block' && <BlockForm mac={device.mac} onClose={close} />}
      {open === 'history' && (
        <HistorySheet name={device.label ?? device.mac} path={`/devices/${device.id}`} onClose={close} />
      )}
      {open === 'cut-off' && <RemoveAndDisconnectDialog device={device} onClose={close} />}
    </>
  );
}

/** A type that nobody set is guessed by the maker, and said to be a guess. */
function TypeFact({ device: { type, guessedType, label } }: { readonly device: Device }) {
  if (type !== null) return label === null ? null : <HeadFact>{sayDeviceType(type)}</HeadFact>;
  if (guessedType === null) return null;
  return (
    <HeadFact>
      <span title={say('guessedWhy')}>{say('guessed', { type: sayDeviceType(guessedType) })}</span>
    </HeadFact>
  );
}

type ActionsProps = { readonly device: Device; readonly onOpen: (what: Open) => void };

function DeviceActions({ device, onOpen }: ActionsProps) {
  const mayAdd = useMay('devices.add');
  const mayRemove = useMay('devices.remove');
  const remove = useRemoveDevices();
  const unblock = useUnblockMac();
  const navigate = useNavigate();
  const removeNow = () =>
    remove.mutate([device], {
      onSuccess: () => void navigate({ to: `/customers/${device.customerId}/devices` }),
    });
  return (
    <>
      {mayAdd && (
        <Button leftSection={<IconArrowsExchange size={16} aria-hidden />} onClick={() => onOpen('replace')}>
          {say('replace')}
        </Button>
      )}
      {mayAdd && (
        <Button
          variant="default"
          leftSection={<IconPencil size={16} aria-hidden />}
          onClick={() => onOpen('edit')}
        >
          {say('edit')}
        </Button>
      )}
      {mayRemove && (
        <Button variant="default" title={REMOVAL_EFFECT} loading={remove.isPending} onClick={removeNow}>
          {say('remove')}
        </Button>
      )}
      <MoreMenu>
        {mayAdd && (
          <Menu.Item leftSection={<IconArrowRight size={16} />} onClick={() => onOpen('move')}>
            {say('moveToAnother')}
          </Menu.Item>
        )}
        {mayRemove && !device.blocked && (
          <Menu.Item leftSection={<IconBan size={16} />} onClick={() => onOpen('block')}>
            {say('blockEverywhere')}
          </Menu.Item>
        )}
        {mayAdd && device.blocked && (
          <Menu.Item leftSection={<IconBan size={16} />} onClick={() => unblock.mutate(device.mac)}>
            {say('unblock')}
          </Menu.Item>
        )}
        {mayRemove && (
          <Menu.Item leftSection={<IconPlugConnectedX size={16} />} onClick={() => onOpen('cut-off')}>
            {say('removeAndDisconnect')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconHistory size={16} />} onClick={() => onOpen('history')}>
          {say('history')}
        </Menu.Item>
      </MoreMenu>
    </>
  );
}
