/** Speeds, volumes, durations and counts in the units people say them in (English, one form for UI and CLI). */

/** `20 Mbps`, `512 kbps`, `1.5 Gbps`; `null` is `unlimited`. Whole multiples of 1024 are taken as meant. */
export function formatSpeed(kbps: number | null): string {
  if (kbps === null) return 'unlimited';
  const step = kbps % 1024 === 0 ? 1024 : 1000;
  if (kbps < step) return `${formatAmount(kbps)} kbps`;
  const mbps = kbps / step;
  return mbps < 1000 ? `${formatAmount(mbps)} Mbps` : `${formatAmount(mbps / 1000)} Gbps`;
}

const VOLUME_UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/**
 * `10 GB`, `1.5 TB`; `null` is `unlimited`. Steps of 1024, as routers count, except for an amount
 * that is round in steps of 1000.
 */
export function formatVolume(bytes: number | null): string {
  if (bytes === null) return 'unlimited';
  return formatVolumeIn(bytes, volumeStep(bytes));
}

/** What one unit has of the next smaller one, where an amount of this size is told: 1024, as routers count, unless it is round in steps of 1000. */
export function volumeStep(bytes: number): 1000 | 1024 {
  return isRoundInThousands(bytes) ? 1000 : 1024;
}

/** `3.2 GB of 10 GB`: both in the steps that the whole is round in. */
export function formatVolumeUsed(usedBytes: number, quotaBytes: number | null): string {
  if (quotaBytes === null) return formatVolumeIn(usedBytes, 1024);
  const step = volumeStep(quotaBytes);
  return `${formatVolumeIn(usedBytes, step)} of ${formatVolumeIn(quotaBytes, step)}`;
}

function isRoundInThousands(bytes: number): boolean {
  return bytes >= 1_000_000 && bytes % 1_000_000 === 0 && bytes % (1024 * 1024) !== 0;
}

/** `0.5 MB` beside `1 MB`: in the unit in which the largest of them is told. */
export function formatVolumeBeside(bytes: number, most: number): string {
  const step = volumeStep(most);
  const unit = volumeUnit(most, step);
  return `${formatAmount(bytes / step ** unit)} ${VOLUME_UNITS[unit]}`;
}

/** `3.2 GB`, in these steps; the number as that language writes it. */
export function formatVolumeIn(bytes: number, step: 1000 | 1024, language = 'en'): string {
  const unit = volumeUnit(bytes, step);
  const amount = bytes / step ** unit;
  return unit === 0 && amount === 1 && language === 'en'
    ? '1 byte'
    : `${formatAmount(amount, language)} ${VOLUME_UNITS[unit]}`;
}

function volumeUnit(bytes: number, step: 1000 | 1024): number {
  let unit = 0;
  // 999.95 would be written as 1,000 of the smaller unit.
  while (bytes / step ** unit >= 999.95 && unit < VOLUME_UNITS.length - 1) unit += 1;
  return unit;
}

const DURATION_UNITS: readonly (readonly [string, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** `30 days`, `1 day 12 hours`, `45 minutes`: the two largest units that count; `null` is `unlimited`. */
export function formatDuration(seconds: number | null): string {
  if (seconds === null) return 'unlimited';
  let rest = Math.max(0, Math.floor(seconds));
  const parts: string[] = [];
  for (const [name, size] of DURATION_UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(formatCount(count, name));
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(' ') || '0 seconds';
}

/** `1 device`, `2 devices`, `12,408 devices`. */
export function formatCount(count: number, singular: string, plural = `${singular}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? singular : plural}`;
}

/** At most one digit behind the point, and none for whole numbers. */
function formatAmount(amount: number, language = 'en'): string {
  return amount.toLocaleString(language, { maximumFractionDigits: 1 });
}
