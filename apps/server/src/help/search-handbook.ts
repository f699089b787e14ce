import type { Handbook, HelpPage } from './read-handbook.ts';
import type { HelpSection } from './render-page.ts';

export type HelpHit = {
  readonly page: HelpPage;
  readonly section: HelpSection;
  /** Where it says it: some words around the first that was asked for. */
  readonly snippet: string;
};
export type HelpHits = {
  readonly hits: readonly HelpHit[];
  /** False: no place has all the words, and these have most of them. */
  readonly hasAll: boolean;
};

const WORDS_MAX = 8;
const LETTERS_MAX = 100;
const HITS_MAX = 20;
/** What everybody's sentence has, and says nothing of what it is about. */
const EMPTY = new Set(
  'a an and are be can do does for how i in is it my of on or the to what when why with'.split(' '),
);
/** Of these, whatever begins with the word counts for it. */
const BEGINS_MIN = 3;

/** The words of a question that say what it is about; all of them where none does. */
export function wordsIn(question: string): string[] {
  const all = [
    ...new Set(
      question
        .slice(0, LETTERS_MAX)
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu) ?? [],
    ),
  ];
  const telling = all.filter((word) => !EMPTY.has(word));
  return (telling.length > 0 ? telling : all).slice(0, WORDS_MAX);
}

/** Sections that have all the words, the likeliest first; a word in a title weighs more than many in a text. */
export function searchHandbook({ groups }: Handbook, words: readonly string[]): HelpHits {
  const sections = groups
    .flatMap(({ pages }) => pages)
    .flatMap((page) => page.sections.map((section) => ({ page, section })));
  const found = sections
    .map((place) => ({ ...place, ...judge(place, words) }))
    .filter(({ matched }) => matched > 0)
    .toSorted((a, b) => b.matched - a.matched || b.weight - a.weight);
  const most = found[0]?.matched ?? 0;
  const hits = found
    .filter(({ matched }) => matched === most)
    .slice(0, HITS_MAX)
    .map(({ page, section }) => ({ page, section, snippet: snippetOf(section.text, words) }));
  return { hits, hasAll: most === words.length };
}

type Place = { readonly page: HelpPage; readonly section: HelpSection };

function judge({ page, section }: Place, words: readonly string[]): { matched: number; weight: number } {
  let matched = 0;
  let weight = 0;
  for (const word of words) {
    const sought = seekAll([word]);
    const times = section.text.match(sought)?.length ?? 0;
    const [inSection, inPage] = [sought.test(section.title), seekAll([word]).test(page.title)];
    if (times > 0 || inSection || inPage) matched += 1;
    weight += Math.min(times, 4) + (inSection ? 12 : 0) + (inPage ? 6 : 0);
  }
  return { matched, weight };
}

/** Finds where a word begins with one of these; a short one must be the whole word. */
export function seekAll(words: readonly string[]): RegExp {
  const parts = words.map((word) => (word.length < BEGINS_MIN ? `${word}(?![\\p{L}\\p{N}])` : word));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${parts.join('|')})`, 'giu');
}

const BEFORE = 60;
const AFTER = 160;

function snippetOf(text: string, words: readonly string[]): string {
  const at = Math.max(0, text.search(seekAll(words)));
  const from = at <= BEFORE ? 0 : text.lastIndexOf(' ', at - BEFORE) + 1;
  const end = text.indexOf(' ', at + AFTER);
  const cut = text.slice(from, end === -1 ? undefined : end);
  return `${from > 0 ? '… ' : ''}${cut}${end === -1 ? '' : ' …'}`;
}
