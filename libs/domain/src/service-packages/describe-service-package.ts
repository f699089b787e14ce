import { formatCount, formatDuration, formatSpeed, formatVolume } from './describe-amounts.ts';

export type PackageInWords = {
  readonly rateDownKbps: number | null;
  readonly rateUpKbps: number | null;
  readonly validitySeconds: number | null;
  readonly quotaBytes: number | null;
  readonly deviceLimit: number | null;
};

/** One line about what is sold: `20 Mbps down, 10 Mbps up · 30 days · 50 GB · 2 devices`. */
export function describeServicePackage(servicePackage: PackageInWords): string {
  const { validitySeconds, quotaBytes, deviceLimit } = servicePackage;
  const parts = [
    describeSpeed(servicePackage),
    validitySeconds === null ? null : formatDuration(validitySeconds),
    quotaBytes === null ? 'no volume limit' : formatVolume(quotaBytes),
    deviceLimit === null ? null : formatCount(deviceLimit, 'device'),
  ];
  return parts.filter((part) => part !== null).join(' · ');
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
