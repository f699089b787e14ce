import ar from './ar.json' with { type: 'json' };
import bn from './bn.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import type { Language } from './languages.ts';

const CATALOGUES: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, bn, es, ar };

type Plural = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type WithoutPlural<Key extends string> = Key extends `${infer Stem}_${Plural}` ? Stem : Key;
/** A text's name; one that is counted is named without its plural. */
export type TextKey = WithoutPlural<keyof typeof en>;

export type Words = Readonly<Record<string, string | number>>;

/** What is said in one language, with numbers and times as they are written there. */
export type Texts = {
  readonly language: Language;
  say(key: TextKey, words?: Words): string;
  has(key: string): key is TextKey;
  duration(seconds: number): string;
  volume(bytes: number): string;
  speed(kbps: number): string;
  money(minor: number, currency: string): string;
  /** The day alone: no phone tells its time zone. */
  day(at: Date): string;
  ago(milliseconds: number): string;
};

/** The catalogues have the form of i18next's JSON: `key_one`, `{{word}}`. */
export function textsIn(language: Language): Texts {
  const catalogue = CATALOGUES[language];
  const plurals = new Intl.PluralRules(language);
  const number = (value: number, options?: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(language, options).format(value);
  const amount = (value: number, unit: string, unitDisplay: 'short' | 'long' = 'short') =>
    number(value, { style: 'unit', unit, unitDisplay, maximumFractionDigits: value < 10 ? 1 : 0 });

  return {
    language,
    has: (key): key is TextKey => Object.hasOwn(en, key),
    say(key, words = {}) {
      const count = words['count'];
      const counted = typeof count === 'number' ? `${key}_${plurals.select(count)}` : key;
      const text = catalogue[counted] ?? catalogue[`${key}_other`] ?? catalogue[key] ?? key;
      return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
        const word = words[name] ?? '';
        return typeof word === 'number' ? number(word) : word;
      });
    },
    duration(seconds) {
      const parts: string[] = [];
      let rest = Math.max(0, Math.floor(seconds));
      for (const [unit, size] of UNITS) {
        const count = Math.floor(rest / size);
        rest -= count * size;
        if (count > 0) parts.push(amount(count, unit, 'long'));
        else if (parts.length > 0) break;
        if (parts.length === 2) break;
      }
      return parts.join(' ') || amount(0, 'minute', 'long');
    },
    volume(bytes) {
      const step = bytes % 1_000_000 === 0 ? 1000 : 1024;
      let [value, at] = [bytes, 0];
      for (; value >= 999.5 && at < VOLUMES.length - 1; at += 1) value /= step;
      return amount(value, VOLUMES[at] ?? 'byte');
    },
    speed(kbps) {
      const step = kbps % 1024 === 0 ? 1024 : 1000;
      return kbps < step ? amount(kbps, 'kilobit-per-second') : amount(kbps / step, 'megabit-per-second');
    },
    money(minor, currency) {
      const format = new Intl.NumberFormat(language, { style: 'currency', currency });
      return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
    },
    day: (at) => new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(at),
    ago(milliseconds) {
      const seconds = Math.max(0, milliseconds / 1000);
      const [unit, size] = UNITS.find(([, size]) => seconds >= size) ?? ['minute', 60];
      return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(
        -Math.floor(seconds / size),
        unit,
      );
    },
  };
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;
const VOLUMES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
