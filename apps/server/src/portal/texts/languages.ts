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

/** The first language of `Accept-Language` (RFC 9110 §12.5.4) that there are texts in, by its weight. */
export function chooseLanguage(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map((each) => /^\s*q=([\d.]+)\s*$/.exec(each)?.[1]).find(Boolean);
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight);
  return wanted.map(({ language }) => language).find(isLanguage) ?? 'en';
}
