/** The languages that the portal speaks. */
export const languages = ['en', 'bn', 'es', 'ar'] as const;
export type Language = (typeof languages)[number];

/** As each calls itself; the direction it is written in. */
export const LANGUAGE_FACTS: Readonly<Record<Language, { name: string; direction: 'ltr' | 'rtl' }>> = {
  en: { name: 'English', direction: 'ltr' },
  bn: { name: 'বাংলা', direction: 'ltr' },
  es: { name: 'Español', direction: 'ltr' },
  ar: { name: 'العربية', direction: 'rtl' },
};

export function isLanguage(word: string | undefined): word is Language {
  return (languages as readonly (string | undefined)[]).includes(word);
}

/** What an operator wrote, in some of the languages. */
export type TextsByLanguage = Readonly<Partial<Record<Language, string>>>;

/** The text that a visitor reads: in their language, else in the portal's own, else in any; `null`: there is none. */
export function textFor(
  texts: TextsByLanguage,
  wanted: Language,
  own: Language,
): { readonly language: Language; readonly text: string } | null {
  for (const language of [wanted, own, ...languages]) {
    const text = texts[language];
    if (text !== undefined) return { language, text };
  }
  return null;
}
