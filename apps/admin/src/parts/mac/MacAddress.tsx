import { notifications } from '@mantine/notifications';
import { checkDeviceMac, isPrivateMac, parseMacAddress } from '@gatehouse/domain/mac-address';
import classes from './MacAddress.module.css';
import { PrivateBadge } from './PrivateBadge.tsx';
import { say } from '../texts.ts';

type Props = {
  /** `AA:BB:CC:DD:EE:FF` */
  readonly mac: string;
  readonly vendor?: string | null;
  /** Also writes the vendor beside it. */
  readonly withVendor?: boolean;
};

const OWN_HALF_AT = 'AA:BB:CC'.length;

/** A MAC, the same everywhere: vendor half lighter, own half stronger; a click copies it. */
export function MacAddress({ mac, vendor = null, withVendor = false }: Props) {
  const isPrivate = isPrivateAddress(mac);
  const origin = isPrivate ? say('privateOrigin') : (vendor ?? say('unknownVendor'));
  return (
    <span className={classes['line']}>
      <button
        type="button"
        className={classes['mac']}
        title={say('clickToCopy', { origin })}
        data-private={isPrivate || undefined}
        dir="ltr"
        aria-label={say(isPrivate ? 'copyPrivateMac' : 'copyMac', { mac })}
        onClick={() => void copy(mac)}
      >
        {isPrivate && (
          <span className={classes['sign']} aria-hidden>
            ◌
          </span>
        )}
        <span className={classes['vendorHalf']}>{mac.slice(0, OWN_HALF_AT)}</span>
        <span className={classes['ownHalf']}>{mac.slice(OWN_HALF_AT)}</span>
      </button>
      {withVendor && <VendorName vendor={vendor} isPrivate={isPrivate} />}
    </span>
  );
}

type VendorProps = { readonly vendor: string | null; readonly isPrivate: boolean };

/** Who made it; a private address has no vendor, and is never "unknown". */
export function VendorName({ vendor, isPrivate }: VendorProps) {
  if (isPrivate) return <PrivateBadge />;
  return (
    <span className={classes['vendorName']} title={vendor ?? undefined}>
      {vendor ?? ''}
    </span>
  );
}

function isPrivateAddress(mac: string): boolean {
  const parsed = parseMacAddress(mac);
  // A group's address has the same bit, and is nobody's.
  return parsed !== null && isPrivateMac(parsed) && checkDeviceMac(parsed) === null;
}

/** Says that it was copied; a browser lets a page copy over HTTPS, and on the server's own machine. */
async function copy(mac: string) {
  try {
    await navigator.clipboard.writeText(mac);
    notifications.show({ message: say('copied', { mac }), autoClose: 1_500 });
  } catch {
    notifications.show({
      color: 'red',
      message: say('cannotCopy'),
    });
  }
}
