import { language } from '../../languages/current.ts';

/** Beyond this the server does not count. */
const COUNTED_MAX = 10_000;

/** `12408` → `12,408`; without an end `10,000+`: more than anyone counts. */
export function formatNumber(count: number): string {
  return Number.isFinite(count) ? count.toLocaleString(language) : `${COUNTED_MAX.toLocaleString(language)}+`;
}
