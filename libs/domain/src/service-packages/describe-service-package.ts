import type { ValidFrom } from './validity.ts';
import { formatCount, formatDuration, formatSpeed, formatVolume } from './describe-amounts.ts';

export type PackageInWords = {
  readonly rateDownKbps: number | null;
  readonly rateUpKbps: number | null;
  readonly validitySeconds: number | null;
  readonly quotaBytes: number | null;
  readonly deviceLimit: number | null;
  readonly validFrom?: ValidFrom;
  readonly onlineSeconds?: number | null;
};

/** One line about what is sold: `20 Mbps down, 10 Mbps up · 30 days · 5 hours online · 50 GB · 2 devices`. */
export function describeServicePackage(servicePackage: PackageInWords): string {
  const { quotaBytes, deviceLimit, onlineSeconds = null } = servicePackage;
  const parts = [
    describeSpeed(servicePackage),
    describeValidity(servicePackage),
    onlineSeconds === null ? null : `${formatDuration(onlineSeconds)} online`,
    quotaBytes === null ? 'no volume limit' : formatVolume(quotaBytes),
    deviceLimit === null ? null : formatCount(deviceLimit, 'device'),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

/** `30 days`, `1 day from the first login`; `null` without an end. */
export function describeValidity({
  validitySeconds,
  validFrom,
}: Pick<PackageInWords, 'validitySeconds' | 'validFrom'>): string | null {
  if (validitySeconds === null) return null;
  return `${formatDuration(validitySeconds)}${validFrom === 'first-use' ? ' from the first login' : ''}`;
}

/** `20 Mbps down, 10 Mbps up`, `10 Mbps` where both are the same, `full speed` without limits. */
export function describeSpeed({
  rateDownKbps,
  rateUpKbps,
}: Pick<PackageInWords, 'rateDownKbps' | 'rateUpKbps'>): string {
  if (rateDownKbps === null && rateUpKbps === null) return 'full speed';
  if (rateDownKbps === rateUpKbps) return formatSpeed(rateDownKbps);
  return `${formatSpeed(rateDownKbps)} down, ${formatSpeed(rateUpKbps)} up`;
}
