/** The languages of the product: the portal's visitors and the operators are spoken to in any of them. */
export const languages = ['en', 'bn', 'es', 'ar'] as const;
export type Language = (typeof languages)[number];

/** As each calls itself; the direction it is written in. */
export const LANGUAGE_FACTS: Readonly<Record<Language, { name: string; direction: 'ltr' | 'rtl' }>> = {
  en: { name: 'English', direction: 'ltr' },
  bn: { name: 'বাংলা', direction: 'ltr' },
  es: { name: 'Español', direction: 'ltr' },
  ar: { name: 'العربية', direction: 'rtl' },
};

export function isLanguage(word: string | null | undefined): word is Language {
  return (languages as readonly (string | null | undefined)[]).includes(word);
}
