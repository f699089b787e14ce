import { isLanguage, type Language, LANGUAGE_FACTS } from '@gatehouse/domain/languages';

const KEPT_AS = 'gatehouse-language';

/**
 * What this page speaks, from its first line to its last: another language is another load of the page. So a text may be
 * said anywhere, also while a module is read, and nothing has to be told that the language has changed.
 */
export const language: Language = findLanguage();
export const { direction } = LANGUAGE_FACTS[language];
/** For `Intl`: dates in English are written as most of the world writes them. */
export const dateLocale = language === 'en' ? 'en-GB' : language;

if (typeof document !== 'undefined') {
  document.documentElement.lang = language;
  document.documentElement.dir = direction;
}

/** What was chosen in this browser, else what the browser asks for, else English. Tests have no browser. */
function findLanguage(): Language {
  if (typeof document === 'undefined') return 'en';
  const kept = keptLanguage();
  if (kept !== null) return kept;
  return navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en';
}

function keptLanguage(): Language | null {
  try {
    const kept = localStorage.getItem(KEPT_AS);
    return isLanguage(kept) ? kept : null;
  } catch {
    // Storage may be forbidden; the browser's own language stands then.
    return null;
  }
}

/** Speaks it from now on, in this browser: the page is loaded again. `false`: nothing can be kept here. */
export function speak(next: Language): boolean {
  try {
    localStorage.setItem(KEPT_AS, next);
  } catch {
    return false;
  }
  if (next !== language) location.reload();
  return true;
}
