import type { Language } from '@gatehouse/domain/languages';
import i18next, { type FormatterModule } from 'i18next';
import { createElement, Fragment, type ReactNode } from 'react';
import { direction, language } from './current.ts';
import { readText } from './read-text.ts';

type Catalogue = Readonly<Record<string, string>>;
type Plural = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type WithoutPlural<Key extends string> = Key extends `${infer Stem}_${Plural}` ? Stem : Key;
/** A text's name; one that is counted is named without its plural. */
export type TextKey<English> = WithoutPlural<keyof English & string>;

export type Words = Readonly<Record<string, string | number>>;
/** What stands where a text says `{{name}}`, and what is made of the words that it has within `<name>…</name>`. */
export type Shown = Readonly<Record<string, ReactNode | ((words: ReactNode) => ReactNode)>>;

export type Texts<English> = {
  /** A text with what it speaks of put in. Numbers are written as the language writes them. */
  say(key: TextKey<English>, words?: Words): string;
  /** The same where links, marks or MACs stand within. */
  show(key: TextKey<English>, shown: Shown): ReactNode;
  /** Whether there is such a text: for names that the server gives. */
  has(key: string): key is TextKey<English>;
};

type Load = () => Promise<{ readonly catalogues: Readonly<Record<string, Catalogue>> }>;
/** English is in the app itself: it is also what is said where another language lacks a text. */
const OTHERS: Readonly<Record<Exclude<Language, 'en'>, Load>> = {
  bn: () => import('./bn.ts'),
  es: () => import('./es.ts'),
  ar: () => import('./ar.ts'),
};

/** A number is written as the language writes it; what else is put in keeps its own direction. */
const asTheLanguageWrites: FormatterModule = {
  type: 'formatter',
  init() {},
  add() {},
  addCached() {},
  format: (value: unknown, _format, spoken) =>
    typeof value === 'number' ? new Intl.NumberFormat(spoken).format(value) : isolated(String(value)),
};

/** The name of all texts of `libs/domain` together: what the server says. */
export const SAID = 'said';

const translator = i18next.createInstance().use(asTheLanguageWrites);
void translator.init({
  lng: language,
  fallbackLng: 'en',
  resources: {},
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  // What is put in is text, not markup (React escapes it), and is never read as a template itself.
  interpolation: { escapeValue: false, skipOnVariables: true, alwaysFormat: true },
});

// Before anything is said: whoever imports this module waits for it.
if (language !== 'en') {
  const loaded = await OTHERS[language]().catch(() => ({ catalogues: {} }));
  for (const [path, catalogue] of Object.entries(loaded.catalogues)) {
    translator.addResourceBundle(language, folderOf(path), catalogue);
  }
}

/** `../screens/home/texts/bn.json` → `screens/home` */
function folderOf(path: string): string {
  if (path.startsWith('../../')) return SAID;
  return path.slice('../'.length, path.lastIndexOf('/texts/'));
}

/** The texts of one folder, by their English ones: `textsOf('screens/home', en)`. */
export function textsOf<English extends Catalogue>(folder: string, english: English): Texts<English> {
  translator.addResourceBundle('en', folder, english);
  const translate: (key: string, words: Words) => string = translator.getFixedT(null, folder);
  return {
    say: (key, words = {}) => translate(key, words),
    show: (key, shown) => showText(translate(key, marked(shown)), shown),
    has: (key): key is TextKey<English> =>
      Object.hasOwn(english, key) || Object.hasOwn(english, `${key}_other`),
  };
}

/** Where each thing goes is marked, not written: what a customer is called is never read as markup. */
function marked(shown: Shown): Words {
  return Object.fromEntries(
    Object.entries(shown).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : `\uE000${name}\uE001`,
    ]),
  );
}

function showText(text: string, shown: Shown): ReactNode {
  return readText(text).map((part, index) => {
    if (typeof part === 'string') return part;
    const thing = shown[part.name];
    const within = part.within === null ? null : showText(part.within, shown);
    const made = typeof thing === 'function' ? thing(within) : thing;
    return createElement(
      direction === 'rtl' && typeof made === 'string' ? 'bdi' : Fragment,
      { key: index },
      made,
    );
  });
}

/** Where words are written from right to left, a name or an address in between must not be turned round by them. */
function isolated(text: string): string {
  return direction === 'rtl' && text !== '' && !text.startsWith('\uE000') ? `\u2068${text}\u2069` : text;
}

/** A text that is to be stored: the server takes nothing that turns the direction of writing. */
export function withoutIsolates(text: string): string {
  return text.replaceAll(/[\u2068\u2069]/g, '');
}
