import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What is measured together and replaced together; a part that was not run keeps its older figures and their date. */
export const SECTIONS = ['logins', 'accounting', 'start', 'imports', 'lists', 'million', 'removals'] as const;
export type Section = (typeof SECTIONS)[number];

const titles: Readonly<Record<Section, string>> = {
  logins: 'Logins',
  accounting: 'Accounting',
  start: 'Start and memory',
  imports: 'An import of 20,000 customers',
  lists: 'Lists of a million devices',
  million: 'A million customers',
  removals: 'A removal counts at the very next attempt',
};

const commands: Readonly<Record<Section, string>> = {
  logins: 'npm run bench',
  accounting: 'npm run bench',
  start: 'npm run bench',
  imports: 'npm run bench',
  lists: 'npm run bench -- lists',
  million: 'npm run bench -- --million',
  removals: 'npm run bench -- --removals',
};

/** Writes these sections into the page and leaves the others as they are. */
export async function writePage(file: string, measured: ReadonlyMap<Section, string>): Promise<void> {
  const older = existsSync(file) ? await readFile(file, 'utf8') : '';
  const sections = SECTIONS.map((section) => {
    const text =
      measured.get(section) ?? olderText(older, section) ?? `Not measured yet: \`${commands[section]}\`.`;
    return `## ${titles[section]}\n\n${mark(section)}\n\n${text}\n\n${mark(`/${section}`)}\n`;
  });
  const [intro, steps] = await Promise.all(
    ['intro.md', 'steps.md'].map((name) => readFile(path.join(import.meta.dirname, name), 'utf8')),
  );
  await writeFile(file, [intro, ...sections, steps].map((text) => `${text?.trim()}\n`).join('\n'));
}

function olderText(page: string, section: Section): string | null {
  const begin = page.indexOf(mark(section));
  const end = page.indexOf(mark(`/${section}`));
  return begin < 0 || end < begin ? null : page.slice(begin + mark(section).length, end).trim();
}

function mark(name: string): string {
  return `<!-- bench: ${name} -->`;
}
