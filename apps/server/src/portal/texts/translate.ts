import { minorDigits, writeDecimal } from '@gatehouse/domain/money';
import { volumeStep } from '@gatehouse/domain/service-packages/describe-amounts';
import i18next, { type FormatterModule } from 'i18next';
import ar from './ar.json' with { type: 'json' };
import bn from './bn.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import type { Language } from './languages.ts';

const CATALOGUES: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, bn, es, ar };

/** A number is written as the language writes it, without each text having to say so. */
const asTheLanguageWrites: FormatterModule = {
  type: 'formatter',
  init() {},
  add() {},
  addCached() {},
  format: (value: unknown, _format, language) =>
    typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : String(value),
};

const translator = i18next.createInstance().use(asTheLanguageWrites);
void translator.init({
  resources: Object.fromEntries(
    Object.entries(CATALOGUES).map(([language, translation]) => [language, { translation }]),
  ),
  fallbackLng: 'en',
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  // What is put in is text, not markup (the pages escape it), and is never read as a template itself.
  interpolation: { escapeValue: false, skipOnVariables: true, alwaysFormat: true },
});

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
  /** @param whole of which it is what is left: both are told in the same steps, as operators see them */
  volume(bytes: number, whole?: number): string;
  speed(kbps: number): string;
  money(minor: number, currency: string): string;
  /** `US Dollar` */
  currencyName(code: string): string;
  /** The day alone: no phone tells its time zone. */
  day(at: Date): string;
  ago(milliseconds: number): string;
};

export function textsIn(language: Language): Texts {
  const translate = translator.getFixedT(language);
  const amount = (value: number, unit: string, unitDisplay: 'short' | 'long' = 'short') =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit,
      unitDisplay,
      maximumFractionDigits: value < 10 ? 1 : 0,
    }).format(value);

  return {
    language,
    has: (key): key is TextKey => Object.hasOwn(en, key),
    say: (key, words = {}) => translate(key, words),
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
      return parts.join(' ') || amount(Math.max(0, Math.floor(seconds)), 'second', 'long');
    },
    volume(bytes, whole = bytes) {
      const step = volumeStep(whole);
      let [value, at] = [bytes, 0];
      for (; value >= 999.5 && at < VOLUMES.length - 1; at += 1) value /= step;
      return amount(value, VOLUMES[at] ?? 'byte');
    },
    speed(kbps) {
      const step = kbps % 1024 === 0 ? 1024 : 1000;
      return kbps < step ? amount(kbps, 'kilobit-per-second') : amount(kbps / step, 'megabit-per-second');
    },
    money(minor, currency) {
      const exact = writeDecimal({ minor, currency }) as `${number}`;
      const digits = minorDigits(currency);
      const written = { minimumFractionDigits: digits, maximumFractionDigits: digits };
      return new Intl.NumberFormat(language, { style: 'currency', currency, ...written }).format(exact);
    },
    currencyName: (code) => new Intl.DisplayNames(language, { type: 'currency' }).of(code) ?? code,
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
