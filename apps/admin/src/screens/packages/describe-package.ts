import type { ServicePackage } from '../../api/types.ts';
import { formatSpeed, formatVolume } from '../../parts/format/amounts.ts';
import { formatDuration } from '../../parts/format/duration.ts';
import { say } from './texts.ts';

type Speed = Pick<ServicePackage, 'rateDownKbps' | 'rateUpKbps'>;
type Validity = Pick<ServicePackage, 'validitySeconds' | 'validFrom'>;
type Sold = Speed & Validity & Pick<ServicePackage, 'onlineSeconds' | 'quotaBytes' | 'deviceLimit'>;

/** One line about what is sold: `20 Mbps down, 10 Mbps up · 30 days · 5 hours online · 50 GB · 2 devices`. */
export function describePackage(sold: Sold): string {
  const { quotaBytes, deviceLimit, onlineSeconds } = sold;
  const parts = [
    describeSpeed(sold),
    describeValidity(sold),
    onlineSeconds === null ? null : say('online', { span: formatDuration(onlineSeconds) }),
    quotaBytes === null ? say('noVolumeLimit') : formatVolume(quotaBytes),
    deviceLimit === null ? null : say('deviceCount', { count: deviceLimit }),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

/** `30 days`, `1 day from the first login`; `null` without an end. */
export function describeValidity({ validitySeconds, validFrom }: Validity): string | null {
  if (validitySeconds === null) return null;
  const span = formatDuration(validitySeconds);
  return validFrom === 'first-use' ? say('fromFirstLogin', { span }) : span;
}

/** `20 Mbps down, 10 Mbps up`, `10 Mbps` where both are the same, `full speed` without limits. */
export function describeSpeed({ rateDownKbps, rateUpKbps }: Speed): string {
  if (rateDownKbps === null && rateUpKbps === null) return say('fullSpeed');
  const [down, up] = [rateDownKbps, rateUpKbps].map((kbps) =>
    kbps === null ? say('unlimited') : formatSpeed(kbps),
  ) as [string, string];
  return down === up ? down : say('downAndUp', { down, up });
}
