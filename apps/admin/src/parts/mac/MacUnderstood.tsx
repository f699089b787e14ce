import { Button } from '@mantine/core';
import {
  checkDeviceMac,
  isPrivateMac,
  parseMacAddress,
  type UnusableMac,
} from '@gatehouse/domain/mac-address';
import { Link } from '@tanstack/react-router';
import type { MacLookup } from '../../api/types.ts';
import classes from './MacUnderstood.module.css';
import { MacAddress } from './MacAddress.tsx';
import { say, show } from '../texts.ts';

type Props = {
  readonly mac: string | null;
  readonly knowledge: MacLookup | undefined;
  readonly customerId?: string | null;
  readonly onMove?: (deviceId: string) => void;
};

const UNUSABLE: Readonly<Record<UnusableMac, string>> = {
  'mac-zero': say('macZero'),
  'mac-broadcast': say('macBroadcast'),
  'mac-multicast': say('macGroup'),
};

export function MacUnderstood({ mac, knowledge, customerId, onMove }: Props) {
  if (mac === null) return null;
  const known = knowledge?.mac === mac ? knowledge : undefined;
  const parsed = parseMacAddress(mac);
  const unusable = parsed === null ? null : checkDeviceMac(parsed);
  return (
    <div className={classes['understood']} role="status">
      <MacAddress mac={mac} vendor={known?.vendor ?? null} withVendor={unusable === null} />
      {parsed !== null && unusable === null && isPrivateMac(parsed) && <p>{say('privateHelp')}</p>}
      {unusable !== null && <p className={classes['bad']}>{UNUSABLE[unusable]}</p>}
      {known?.holder && <Holder holder={known.holder} {...{ customerId, onMove }} />}
    </div>
  );
}

type HolderProps = {
  readonly holder: NonNullable<MacLookup['holder']>;
  readonly customerId: string | null | undefined;
  readonly onMove: ((deviceId: string) => void) | undefined;
};

function Holder({ holder, customerId, onMove }: HolderProps) {
  if (holder.customerId === customerId) return <p className={classes['bad']}>{say('alreadyOwn')}</p>;
  return (
    <p className={classes['bad']}>
      {show('registeredTo', {
        customer: (
          <Link to="/customers/$customerId/devices" params={{ customerId: holder.customerId }}>
            {holder.customerName}
          </Link>
        ),
        username: holder.username,
      })}{' '}
      {onMove && customerId && (
        <Button size="compact-xs" variant="light" onClick={() => onMove(holder.deviceId)}>
          {say('moveHere')}
        </Button>
      )}
    </p>
  );
}
