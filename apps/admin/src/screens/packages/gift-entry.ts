import { reasonFault, textFault } from '../../parts/form/text-faults.ts';
import { say } from './texts.ts';

/** A package that is given by hand, behind the present one or now; or another end for what runs. */
export type GiftEntry = {
  readonly way: 'present' | 'now' | 'end';
  readonly servicePackageId: string;
  /** By the reader's clock: `2026-12-03T22:10`. */
  readonly endsAt: string;
  readonly reason: string;
};

const REASON_LENGTH_MAX = 500;

export const checkGift = {
  servicePackageId: (id: string, { way }: GiftEntry) =>
    way !== 'end' && id === '' ? say('choosePackage') : null,
  endsAt: (typed: string, { way }: GiftEntry) =>
    way === 'end' && readLocalTime(typed) === null ? say('giveDayAndTime') : null,
  reason: (reason: string, { way }: GiftEntry) =>
    (way === 'end' ? reasonFault : textFault)(reason, REASON_LENGTH_MAX),
};

/** What a field of date and time holds. */
export function localTime(at: string | null): string {
  if (at === null) return '';
  const time = new Date(at);
  const local = new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** ISO 8601 in UTC; `null` where nothing whole was typed. */
export function readLocalTime(typed: string): string | null {
  const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(typed) ? Date.parse(typed) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** The same hour, so many days later. */
export function movedBy(typed: string, days: number): string {
  const at = readLocalTime(typed);
  if (at === null) return typed;
  const moved = new Date(at);
  moved.setDate(moved.getDate() + days);
  return localTime(moved.toISOString());
}
