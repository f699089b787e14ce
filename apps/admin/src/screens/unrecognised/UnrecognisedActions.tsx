import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconBan, IconDotsVertical, IconEye, IconEyeOff, IconPlus, IconReplace } from '@tabler/icons-react';
import type { UnrecognisedDevice } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import classes from '../devices/Devices.module.css';
import own from './UnrecognisedActions.module.css';
import { say } from './texts.ts';
import { type Deed, useDeed } from './use-unrecognised.ts';

/** The likeliest way out as a button, the others behind it. */
export function UnrecognisedActions({ row }: { readonly row: UnrecognisedDevice }) {
  const { mutate, isPending } = useDeed();
  const mayAdd = useMay('devices.add');
  const mayBlock = useMay('devices.remove');
  if (!mayAdd) return null;
  const { place, holder, mac } = row;
  const full = place.deviceCount >= place.deviceLimit;
  const [oldest] = place.devices;
  const registers: Deed = { do: holder === null ? 'register' : 'move-here', row };
  const replaces = (device: UnrecognisedDevice['place']['devices'][number]): Deed => ({
    do: 'replace',
    row,
    deviceId: device.id,
    name: device.name,
  });
  // Where no place is left it is most often the new one of what is registered.
  const first = holder === null && full && oldest !== undefined ? replaces(oldest) : registers;
  return (
    <span className={classes['actions']}>
      <Button
        size="compact-sm"
        variant="default"
        disabled={isPending}
        classNames={{ root: own['first']!, label: own['label']! }}
        onClick={() => mutate(first)}
        aria-label={say('wayWithMac', { way: labelOf(first), mac })}
        title={labelOf(first)}
      >
        {first.do === 'replace' ? say('replace', { name: first.name }) : labelOf(first)}
      </Button>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <ActionIcon size={24} aria-label={say('moreAbout', { mac })}>
            <IconDotsVertical size={14} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {first !== registers && (
            <Menu.Item leftSection={<IconPlus size={16} aria-hidden />} onClick={() => mutate(registers)}>
              {labelOf(registers)}
            </Menu.Item>
          )}
          {holder === null &&
            place.devices
              .filter(({ id }) => first.do !== 'replace' || first.deviceId !== id)
              .map((device) => (
                <Menu.Item
                  key={device.id}
                  leftSection={<IconReplace size={16} aria-hidden />}
                  onClick={() => mutate(replaces(device))}
                >
                  {say('replaceByThis', { name: device.name })}
                </Menu.Item>
              ))}
          <Menu.Item
            leftSection={
              row.ignoredAt === null ? (
                <IconEyeOff size={16} aria-hidden />
              ) : (
                <IconEye size={16} aria-hidden />
              )
            }
            onClick={() => mutate({ do: row.ignoredAt === null ? 'ignore' : 'stop-ignoring', rows: [row] })}
          >
            {say(row.ignoredAt === null ? 'ignore' : 'listAgain')}
          </Menu.Item>
          {mayBlock && (
            <Menu.Item
              leftSection={<IconBan size={16} aria-hidden />}
              onClick={() => mutate({ do: 'block', row })}
            >
              {say('blockEverywhere')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}

function labelOf(deed: Deed): string {
  if (deed.do === 'replace') return say('replaceByThis', { name: deed.name });
  if (deed.do === 'move-here') return say('moveHere', { customer: deed.row.holder?.customerName ?? '' });
  if (deed.do !== 'register') return '';
  const { deviceCount, deviceLimit } = deed.row.place;
  if (deviceCount >= deviceLimit) return say('registerAbove', { limit: deviceLimit });
  if (deviceCount === 0) return say('register');
  return say('registerNth', { nth: deviceCount + 1, limit: deviceLimit });
}
