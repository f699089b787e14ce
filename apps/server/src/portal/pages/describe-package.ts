import type { OfferedPackage } from '../offered-packages.ts';
import type { Texts } from '../texts/translate.ts';

/** A line breaks between two facts, never within one, unless it is longer than a small phone's line beside a price. */
const NO_BREAK = '\u00a0';
const ON_ONE_LINE_MAX = 20;

export type PackageFacts = Pick<
  OfferedPackage,
  'rateDownKbps' | 'rateUpKbps' | 'validitySeconds' | 'onlineSeconds' | 'quotaBytes' | 'deviceLimit'
>;

/** `20 Mb/s down · 30 days · 10 GB · 2 devices` in the visitor's language. */
export function describePackage(texts: Texts, offered: PackageFacts & Partial<OfferedPackage>): string {
  const { rateDownKbps, rateUpKbps, validitySeconds, onlineSeconds, quotaBytes, deviceLimit } = offered;
  return [
    rateDownKbps === null ? null : texts.say('down', { speed: texts.speed(rateDownKbps) }),
    // What is sent is told where it alone is limited; else nobody asks for it.
    rateDownKbps !== null || rateUpKbps === null ? null : texts.say('up', { speed: texts.speed(rateUpKbps) }),
    rateDownKbps === null && rateUpKbps === null ? texts.say('fullSpeed') : null,
    validitySeconds === null ? null : texts.duration(validitySeconds),
    onlineSeconds === null ? null : texts.say('onlineTime', { duration: texts.duration(onlineSeconds) }),
    quotaBytes === null ? texts.say('noVolumeLimit') : texts.volume(quotaBytes),
    deviceLimit === null ? null : texts.say('devices', { count: deviceLimit }),
  ]
    .filter((part) => part !== null)
    .map((part) => (part.length > ON_ONE_LINE_MAX ? part : part.replaceAll(' ', NO_BREAK)))
    .join(`${NO_BREAK}· `);
}

export function describePrice(texts: Texts, { priceMinor, currency, trial }: OfferedPackage): string {
  if (trial) return texts.say('packageTrial');
  return priceMinor === 0 || currency === null ? texts.say('packageFree') : texts.money(priceMinor, currency);
}
