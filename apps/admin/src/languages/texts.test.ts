import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { languages } from '@gatehouse/domain/languages';

type Catalogue = Readonly<Record<string, string>>;

const source = new URL('../', import.meta.url);
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).toSorted();
const read = (path: string) => readFileSync(new URL(path, source), 'utf8');
const catalogue = (folder: string, language: string) =>
  JSON.parse(read(`${folder}/texts/${language}.json`)) as Catalogue;

/** What the server says stands in libs/domain, in folders of its own, and is said by the domain and the server. */
const DOMAIN = '../../../libs/domain/src';
const sourcesBelow = (root: string) =>
  readdirSync(new URL(root, source), { recursive: true, encoding: 'utf8' }).map((path) => `${root}/${path}`);
const saidFolders = sourcesBelow(DOMAIN)
  .filter((path) => path.endsWith('texts/en.json'))
  .map((path) => path.slice(0, -'/texts/en.json'.length))
  .toSorted();
const saidIn = [...sourcesBelow(DOMAIN), ...sourcesBelow('../../server/src')]
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => ({ path, text: read(path) }));

const PLURAL = /_(zero|one|two|few|many|other)$/;
const stemOf = (key: string) => key.replace(PLURAL, '');
const stemsOf = (texts: Catalogue) => [...new Set(Object.keys(texts).map(stemOf))].sort();
/** What a text has put in, and what is made of its words: `{{name}}`, `<link>`. */
const wordsOf = (text: string) =>
  [...new Set([...text.matchAll(/\{\{(\w+)\}\}|<(\w+)>/g)].map(([, word, tag]) => word ?? tag ?? ''))].sort();

/** Every folder that has texts, and the sources that say them: its own, down to the next folder that has some. */
const folders = files
  .filter((path) => path.endsWith('texts/en.json'))
  .map((path) => path.slice(0, -'/texts/en.json'.length));
const sourcesOf = (folder: string) =>
  files.filter((path) => {
    const nearest = folders
      .filter((each) => path.startsWith(`${each}/`))
      .sort((one, other) => other.length - one.length)[0];
    return nearest === folder && /\.tsx?$/.test(path) && !path.endsWith('.test.ts');
  });

test('there are folders with texts, each known by its own name', () => {
  assert.ok(folders.length >= 3);
  for (const folder of folders)
    assert.match(read(`${folder}/texts.ts`), new RegExp(`textsOf\\('${folder}', en\\)`));
});

for (const folder of folders) {
  describe(`the texts of ${folder}`, () => {
    const english = catalogue(folder, 'en');
    const sources = sourcesOf(folder).map((path) => ({ path, text: read(path) }));
    holdTexts(folder, english);
    holdCalls(english, sources);

    test('are all the words there are: nothing is written in English in between', () => {
      const written = sources.flatMap(({ path, text }) =>
        writtenIn(path, text).map((words) => `${path}: ${words}`),
      );
      assert.deepEqual(written, []);
    });
  });
}

test('what the server says has each name once, in the folders that english.ts lists', () => {
  const listed = [...read(`${DOMAIN}/said/english.ts`).matchAll(/from '\.\.\/(.*)\/texts\/en\.json'/g)];
  assert.deepEqual(listed.map(([, folder]) => `${DOMAIN}/${folder}`).toSorted(), saidFolders);
  const names = saidFolders.flatMap((folder) => Object.keys(catalogue(folder, 'en')));
  assert.deepEqual(
    names.filter((name, index) => names.indexOf(name) !== index),
    [],
  );
});

for (const folder of saidFolders) {
  describe(`what the server says of ${folder.slice(DOMAIN.length + 1)}`, () => {
    const english = catalogue(folder, 'en');
    holdTexts(folder, english);
    holdCalls(english, saidIn);

    for (const language of ['bn', 'ar'] as const)
      test(`${language}: has no word of English left`, () => {
        const left = Object.entries(catalogue(folder, language)).filter(
          ([, text]) => wordsInLatin(text).length > 0,
        );
        assert.deepEqual(left, []);
      });

    test('es: is not English', () => {
      const left = Object.entries(catalogue(folder, 'es')).filter(
        ([key, text]) => text === english[key] && wordsInLatin(text).length > 0,
      );
      assert.deepEqual(left, []);
    });
  });
}

function holdTexts(folder: string, english: Catalogue): void {
  for (const language of languages) {
    const texts = catalogue(folder, language);

    test(`${language}: are all there, none too many, none empty`, () => {
      assert.deepEqual(stemsOf(texts), stemsOf(english));
      assert.deepEqual(
        Object.keys(texts).filter((key) => texts[key]?.trim() === ''),
        [],
      );
    });

    test(`${language}: have every plural that the language makes`, () => {
      const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
      for (const stem of new Set(
        Object.keys(english)
          .filter((key) => PLURAL.test(key))
          .map(stemOf),
      )) {
        const made = Object.keys(texts).filter((key) => stemOf(key) === stem);
        assert.deepEqual(made.map((key) => PLURAL.exec(key)?.[1]).toSorted(), needed, stem);
      }
    });

    test(`${language}: put in what the English one does`, () => {
      for (const [key, text] of Object.entries(texts)) {
        const words = wordsOf(english[key] ?? english[`${stemOf(key)}_other`] ?? '');
        // A plural may say its number in a word, also where the number is handed as it is written.
        const mustSay = (word: string) => !PLURAL.test(key) || (word !== 'count' && word !== 'counted');
        assert.deepEqual(wordsOf(text).filter(mustSay), words.filter(mustSay), key);
      }
    });
  }
}

type Source = { readonly path: string; readonly text: string };

function holdCalls(english: Catalogue, sources: readonly Source[]): void {
  test('are each said somewhere', () => {
    const words = sources.flatMap(({ text }) =>
      [...text.matchAll(/'([a-z][\w-]*)'/gi)].map(([, key]) => key ?? ''),
    );
    const said = new Set(words);
    // `role_${role}`
    const begun = sources.flatMap(({ text }) =>
      [...text.matchAll(/`([a-z]\w*_)\$\{/gi)].map(([, begin]) => begin ?? ''),
    );
    const unsaid = stemsOf(english).filter(
      (key) => !said.has(key) && !begun.some((begin) => key.startsWith(begin)),
    );
    assert.deepEqual(unsaid, []);
  });

  test('are handed everything that they put in', () => {
    for (const { path, text } of sources) {
      for (const { key, handed } of callsIn(text)) {
        // What is handed on from elsewhere is not seen here; the sentences' own tests read them.
        if (/^,\s*[^\s{]|\.\.\./.test(handed)) continue;
        const wanted = wordsOf(english[key] ?? english[`${key}_other`] ?? '');
        assert.deepEqual(
          wanted.filter((word) => !new RegExp(`\\b${word}\\b`).test(handed)),
          [],
          `${path}: ${key}`,
        );
      }
    }
  });
}

/** Each `say('key', { … })` and `show(…)`, with what stands behind the key. */
function callsIn(text: string): { key: string; handed: string }[] {
  return [...text.matchAll(/\b(?:say|show|tell|said)\(\s*'([\w-]+)'/g)].map((match) => {
    let [depth, end] = [1, match.index + match[0].length];
    for (; depth > 0 && end < text.length; end += 1) {
      if (text[end] === '(') depth += 1;
      if (text[end] === ')') depth -= 1;
    }
    return { key: match[1] ?? '', handed: text.slice(match.index + match[0].length, end) };
  });
}

/** What is called so in every language: protocols, makes, units, lines to type. */
const TECHNICAL =
  /^(?:MAC|MACs|RADIUS|PAP|CHAP|MS|EAP|PPPoE|CoA|CoovaChilli|MikroTik|RouterOS|uamsecret|IP|IPv4|VLAN|HTTPS|CSV|PDF|API|SSID|UDP|SSH|PEM|HTTP|IPv6|IPoE|WISPr|Linux|OpenWrt|UniFi|SmartZone|ZoneDirector|Unleashed|Aruba|ArubaOS|HPE|MSM|IOS|XE|XR|Gatehouse|PostgreSQL|DNS|NTP|SMS|RFC|JSON|idempotency)$/;

function wordsInLatin(text: string): string[] {
  const own = text.replace(
    /\{\{\w+\}\}|<\/?\w+>|`[^`]*`|--[a-z-]+|\.damaged|[“«]journal[”»]|max_connections|application\/json|\/api\/docs|AA:BB:CC:DD:EE:FF|\/radius incoming set accept=yes|Message-Authenticator|Filter-Id/g,
    ' ',
  );
  return (own.match(/[A-Za-z][A-Za-z0-9]*/g) ?? []).filter((word) => !TECHNICAL.test(word));
}

/** Names that are the same in every language. */
const NAMES =
  /^(Gatehouse|RADIUS|Message-Authenticator|PostgreSQL|Authorization|Ctrl|[A-Z]|Enter|Esc|Shift|MAC|SSID|IP)$/;

/** Words between tags, and in the attributes that people read. */
function writtenIn(path: string, text: string): string[] {
  if (!path.endsWith('.tsx')) return [];
  const between = [
    ...text.matchAll(/[>}]\s*\n?\s*([A-Z][\w’']*(?: [\w’'",.:;…–()-]+)*[.?!…]?)\s*(?=<\/|\{|<\w)/g),
  ];
  const attributes = [
    ...text.matchAll(/\b(?:label|title|placeholder|description|aria-label|alt)="([^"]*[a-z]{2}[^"]*)"/g),
  ];
  return [...between.filter(({ index }) => text[index] === '>' && text[index - 1] !== '='), ...attributes]
    .map(([, words]) => words?.trim() ?? '')
    .filter((words) => words !== '' && !NAMES.test(words) && !/^https?:/.test(words));
}
