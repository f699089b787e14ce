import { isRejectReason, labelOfReason } from '@gatehouse/domain/access/reject-reasons';
import { english } from '@gatehouse/domain/said/english';
import { isSaid, type Said, type SaidValue } from '@gatehouse/domain/said/said';
import { SAID, textsOf } from '../../languages/texts.ts';
import { formatVolumeIn } from '../format/amounts.ts';
import { formatDuration } from '../format/duration.ts';
import { formatMoment } from '../format/time.ts';
import { say as sayOwn } from './texts.ts';

/** What the server and the domain say, in the operator's language. */
export const { say, show, has } = textsOf(SAID, english);

/** As plain text. `or`: the server's own sentence, where it says something that this app has no text for yet. */
export function saySaid(said: Said, or = ''): string {
  if (isMany(said)) return said.every(isKnown) ? said.map((one) => saySaid(one)).join(' ') : or;
  if (!isKnown(said)) return or;
  const values = Object.entries(said.values ?? {}).map(([name, value]) => [name, sayValue(value)]);
  return say(said.key, Object.fromEntries(values));
}

export function isMany(said: Said): said is readonly Said[] {
  return Array.isArray(said);
}

/** A page that was loaded long ago may not know what the server says by now. */
export function isKnown(said: Said): boolean {
  if (isMany(said)) return said.every(isKnown);
  return has(said.key) && Object.values(said.values ?? {}).every((value) => !isSaid(value) || isKnown(value));
}

/** What stands within: a number stays one, for it decides on the plural. */
export function sayValue(value: SaidValue): string | number {
  if (typeof value !== 'object') return value;
  if (isSaid(value)) return saySaid(value);
  if ('mac' in value) return value.mac;
  if ('bytes' in value) return formatVolumeIn(value.bytes, value.step);
  if ('seconds' in value) return formatDuration(value.seconds);
  return sayMoment(Date.parse(value.at), value.as === 'moment', Date.now());
}

/** `08:40`, after "at" `at 08:40`; another day says itself when it was: `yesterday 22:10`. */
export function sayMoment(at: number, isBare: boolean, now: number): string {
  const when = formatMoment(at, now);
  const isOfToday = new Date(at).toDateString() === new Date(now).toDateString();
  return isBare || !isOfToday ? when : sayOwn('atTime', { when });
}

/** What a login was refused for, in a list or a filter. */
export function reasonLabel(reason: string): string {
  return isRejectReason(reason) ? saySaid(labelOfReason(reason)) : reason;
}
