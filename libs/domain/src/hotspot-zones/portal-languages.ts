import { type Language, languages } from '../languages.ts';

export { isLanguage, type Language, LANGUAGE_FACTS, languages } from '../languages.ts';

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
