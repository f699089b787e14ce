import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { AttemptToExplain } from '@gatehouse/domain/access/attempt-record';
import { explainAttempt } from '@gatehouse/domain/access/explain-attempt';
import { explainRecorded } from '@gatehouse/domain/access/explain-recorded';
import { labelOfReason, rejectReasons } from '@gatehouse/domain/access/reject-reasons';
import { judgeSituation } from '@gatehouse/domain/customers/situation/judge-situation';
import { HISTORIES } from '@gatehouse/domain/customers/situation/situation-histories';
import { labelOf } from '@gatehouse/domain/customers/situation/situation-words';
import { languages } from '@gatehouse/domain/languages';
import { isSaid, type Said, type SaidOnce, type SaidValue } from '@gatehouse/domain/said/said';

// Whatever a judge says is said in every language, with everything that it speaks of.

type Catalogue = Readonly<Record<string, string>>;

const DOMAIN = fileURLToPath(new URL('../../../../../libs/domain/src/', import.meta.url));
const texts = Object.fromEntries(
  languages.map((language) => [
    language,
    Object.assign(
      {},
      ...globSync(`**/texts/${language}.json`, { cwd: DOMAIN }).map(
        (path) => JSON.parse(readFileSync(DOMAIN + path, 'utf8')) as Catalogue,
      ),
    ) as Catalogue,
  ]),
);

const isMany = (said: Said): said is readonly Said[] => Array.isArray(said);
const saidOnce = (said: Said): readonly SaidOnce[] => (isMany(said) ? said.flatMap(saidOnce) : [said]);

/** The text of a name, by its plural where it is counted. */
function textOf({ key, values }: SaidOnce, language: string): string {
  const count = Number(values?.['count'] ?? 0);
  const plural = new Intl.PluralRules(language).select(count);
  return texts[language]?.[key] ?? texts[language]?.[`${key}_${plural}`] ?? '';
}

/** Holds one sentence, and those within it, against the texts of a language. */
function hold(said: Said, language: string, where: string): void {
  for (const sentence of saidOnce(said)) {
    const text = textOf(sentence, language);
    const what = `${where}, ${language}: ${sentence.key}`;
    assert.notEqual(text.trim(), '', what);
    const left = text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
      const value = sentence.values?.[name];
      assert.ok(isThere(value), `${what} puts in ${name}, which is not told`);
      if (isSaid(value)) hold(value, language, what);
      return '';
    });
    assert.doesNotMatch(left, /[{}]|undefined|null|NaN/, what);
  }
}

function isThere(value: SaidValue | undefined): value is SaidValue {
  return value !== undefined && value !== null && !Number.isNaN(value);
}

function holdInAll(said: Said, where: string): void {
  for (const language of languages) hold(said, language, where);
}

const WHOLE: AttemptToExplain = {
  kind: 'pppoe',
  outcome: 'reject',
  reason: null,
  username: 'rahima.home',
  callingStationId: 'C4:E9:84:77:01:9C',
  mac: 'C4:E9:84:77:01:9C',
  vendor: 'TP-Link',
  customerName: 'Rahima Akter',
  holderName: 'Karim Uddin',
  zoneName: 'Lakeside',
  servicePackageName: 'Home 20',
  facts: {
    method: 'pap',
    zoneId: 1,
    status: 'suspended',
    macBinding: 'strict',
    deviceCount: 1,
    deviceLimit: 2,
    otherSessions: 1,
    sessionLimit: 1,
    packageEndsAt: Date.UTC(2026, 10, 23),
    bytesUsed: 10_000_000_000,
    quotaBytes: 10_000_000_000,
    secondsUsed: 3600,
    onlineSeconds: 3600,
    holderCustomerId: 2,
  },
};

/** All that was known, and next to nothing; the customer's own device, a private one, none that can be read. */
const ATTEMPTS: readonly AttemptToExplain[] = [
  WHOLE,
  {
    ...WHOLE,
    username: '',
    callingStationId: '',
    mac: null,
    vendor: null,
    customerName: null,
    holderName: null,
    zoneName: null,
    servicePackageName: null,
    facts: { method: 'none' },
  },
  { ...WHOLE, mac: '9A:3B:00:00:00:01', vendor: null, holderName: null, facts: { method: 'eap' } },
  { ...WHOLE, kind: 'hotspot-mac', holderName: null, facts: { method: 'mac', macWasRemoved: true } },
  { ...WHOLE, kind: 'hotspot-login', nasVendor: 'mikrotik', facts: { method: 'chap', ticket: true } },
  { ...WHOLE, vendor: null, holderName: null, facts: { ...WHOLE.facts, deviceCount: 0, deviceLimit: 0 } },
];

for (const reason of rejectReasons)
  test(`${reason} is said in every language, whatever is known of the login, with all that it puts in`, () => {
    holdInAll(labelOfReason(reason), reason);
    for (const attempt of ATTEMPTS) {
      for (const outcome of ['reject', 'accept'] as const) {
        const judged = { ...attempt, outcome, reason };
        holdInAll(explainAttempt(judged), `${reason} (${attempt.kind})`);
        for (const { label, words } of explainRecorded(judged)) holdInAll([label, words], reason);
      }
    }
  });

for (const { when, facts } of HISTORIES)
  test(`the situation, its details and what helps are said in every language: ${when}`, () => {
    const { sentence, details, ways } = judgeSituation(facts);
    for (const said of [sentence, ...details, ...ways.map(labelOf)]) holdInAll(said, when);
  });
