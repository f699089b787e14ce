import { findAttributeByName } from '@gatehouse/radius/packet/dictionary/index';
import type { Reference } from './find-references.ts';
import type { Rfc } from './rfcs.ts';

export type SourceFile = {
  readonly path: string;
  readonly references: readonly Reference[];
  readonly rfcs: readonly number[];
  readonly text: string;
};

export type CoveredSection = {
  readonly section: string;
  readonly title: string;
  readonly files: readonly string[];
  readonly tests: readonly string[];
  /** The test that every attribute's name, number and type passes, where no other is there; it shows no behaviour. */
  readonly knownBy: string | null;
  /** Why it is left out, or what is to be said of it; empty for nothing. */
  readonly remark: string;
};
export type RfcCoverage = {
  readonly number: number;
  readonly title: string;
  /** Files that name the RFC without a section: a dictionary table, mostly. */
  readonly files: readonly string[];
  readonly sections: readonly CoveredSection[];
};

type LeftOut = Readonly<Record<number, Readonly<Record<string, string>>>>;

const DICTIONARY_TEST = 'libs/radius/src/packet/dictionary/index.test.ts';

/** Section by section where it is and what shows it; faults are sentences: holes, and sections that do not exist. */
export function judgeCoverage(
  rfcs: readonly Rfc[],
  leftOut: LeftOut,
  sources: readonly SourceFile[],
): { coverage: readonly RfcCoverage[]; faults: string[] } {
  const faults = [...findInventedSections(rfcs, sources), ...findIdleRemarks(rfcs, leftOut)];
  const coverage = rfcs.map((rfc) => {
    const sections = sectionsOf(rfc, sources).map((section) =>
      coverSection(rfc, section, leftOut[rfc.number]?.[section] ?? '', sources),
    );
    faults.push(
      ...sections
        .filter(
          ({ files, tests, knownBy, remark }) =>
            files.length + tests.length === 0 && knownBy === null && remark === '',
        )
        .map(
          ({ section, title }) => `RFC ${rfc.number} §${section} (${title}) is named nowhere, nor left out.`,
        ),
    );
    const files = sources.filter((source) => source.rfcs.includes(rfc.number)).map(({ path }) => path);
    return { number: rfc.number, title: rfc.title, files, sections };
  });
  return { coverage, faults };
}

/** Those listed, and where the list is not complete those that are named. */
function sectionsOf(rfc: Rfc, sources: readonly SourceFile[]): string[] {
  const named = sources
    .flatMap(({ references }) => references)
    .filter(({ rfc: number }) => number === rfc.number);
  const all = new Set([...Object.keys(rfc.sections), ...named.map(({ section }) => section)]);
  return [...all].sort(bySection);
}

function coverSection(
  rfc: Rfc,
  section: string,
  whyLeftOut: string,
  sources: readonly SourceFile[],
): CoveredSection {
  const title = rfc.sections[section] ?? '';
  const naming = sources.filter(({ references }) =>
    references.some((reference) => reference.rfc === rfc.number && reference.section === section),
  );
  const files = naming.filter(({ path }) => !isTest(path)).map(({ path }) => path);
  const tests = naming.filter(({ path }) => isTest(path)).map(({ path }) => path);
  if (!isAttribute(title)) return { section, title, files, tests, knownBy: null, remark: whyLeftOut };
  // An attribute is a row of a table, which a test walks; the table names its RFC, not each section.
  const table = tableOf(title, sources);
  const unused =
    table !== null && !isUsed(title, table, sources) ? 'Read, written and shown by name; not used.' : '';
  return {
    section,
    title,
    files: table === null ? files : [...new Set([table, ...files])],
    tests,
    knownBy: tests.length > 0 ? null : DICTIONARY_TEST,
    remark: whyLeftOut || unused,
  };
}

function isAttribute(title: string): boolean {
  return findAttributeByName(title) !== null;
}

function tableOf(attribute: string, sources: readonly SourceFile[]): string | null {
  const row = new RegExp(`^ {2,4}'?${attribute}'?: (?:\\{|defineAttribute)`, 'm');
  const isTable = ({ path, text }: SourceFile) =>
    path.includes('/dictionary/') && !isTest(path) && row.test(text);
  return sources.find(isTable)?.path ?? null;
}

/** Whether anything beside the tables speaks of the attribute. Names like State are words too, and count as code only. */
function isUsed(attribute: string, table: string, sources: readonly SourceFile[]): boolean {
  const uses = attribute.includes('-')
    ? [attribute]
    : [`['${attribute}']`, `.${attribute})`, `.${attribute},`, `.${attribute};`];
  return sources.some(
    ({ path, text }) =>
      path !== table &&
      !isTest(path) &&
      !path.includes('/dictionary/') &&
      uses.some((use) => text.includes(use)),
  );
}

function findInventedSections(rfcs: readonly Rfc[], sources: readonly SourceFile[]): string[] {
  return sources.flatMap(({ path, references }) =>
    references
      .filter(({ rfc: number, section }) => {
        const rfc = rfcs.find((each) => each.number === number);
        return rfc?.complete === true && rfc.sections[section] === undefined;
      })
      .map(
        ({ rfc, section }) => `${path} names RFC ${rfc} §${section}, which is not in the list of sections.`,
      ),
  );
}

function findIdleRemarks(rfcs: readonly Rfc[], leftOut: LeftOut): string[] {
  return Object.entries(leftOut).flatMap(([number, sections]) => {
    const rfc = rfcs.find((each) => each.number === Number(number));
    return Object.keys(sections)
      .filter((section) => rfc?.sections[section] === undefined)
      .map((section) => `RFC ${number} §${section} is left out, and is not in the list of sections.`);
  });
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$|\/vectors\/|^acceptance\//.test(path);
}

function bySection(a: string, b: string): number {
  const [left, right] = [a.split('.'), b.split('.')];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const order = (left[i] ?? '').localeCompare(right[i] ?? '', 'en', { numeric: true });
    if (order !== 0) return order;
  }
  return 0;
}
