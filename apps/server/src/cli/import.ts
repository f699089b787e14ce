import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { ERROR_CODES } from '@gatehouse/domain/error-codes';
import { parseFlags } from '../config.ts';
import { type FileImported, type FileVerdict, importFile } from '../imports/import-file.ts';
import { openLog } from '../log.ts';
import { isRefused } from '../outcome.ts';
import { Refusal } from '../refusal.ts';
import { changeOptions, type Terminal } from './command.ts';
import { type CommandParts, withDatabase } from './with-database.ts';

const options = {
  ...changeOptions,
  'dry-run': { type: 'boolean' },
  'over-limit': { type: 'boolean' },
  change: { type: 'boolean' },
  'move-devices': { type: 'boolean' },
  'make-passwords': { type: 'boolean' },
} as const;

/**
 * `import customers|devices FILE`: one verdict per row on stdout, the sum on stderr. Exit code 1 when any row was
 * refused or the file cannot be used.
 */
export async function run(
  args: readonly string[],
  { environment, print, remark }: Terminal,
): Promise<number> {
  const { values, positionals } = parseFlags(args, options, { allowPositionals: true });
  const [kind, file] = positionals;
  if ((kind !== 'customers' && kind !== 'devices') || file === undefined || positionals.length > 2) {
    throw new Refusal('What can be imported: `import customers FILE`, `import devices FILE`.');
  }
  const bytes = await readWhole(file);
  const dryRun = values['dry-run'] ?? false;
  const wishes = {
    existing: values.change ? 'change' : 'keep',
    overLimit: values['over-limit'] ?? false,
    moveDevices: values['move-devices'] ?? false,
    makePasswords: values['make-passwords'] ?? false,
  } as const;
  const work = ({ db, actor, secretBox }: CommandParts) =>
    importFile(
      { db, secretBox, log: openLog('import'), randomBytes },
      actor,
      { kind, fileName: basename(file), bytes, dryRun, options: wishes },
      (verdict) => print(verdictLine(verdict)),
    );
  const imported = await withDatabase({ ...values, environment, doing: `gatehouse import ${kind}` }, work);
  if (isRefused(imported)) {
    throw new Refusal(`${file}: ${imported.message ?? ERROR_CODES[imported.refused].message}`);
  }
  remark(summaryLine(kind, imported, dryRun));
  return imported.badRows === 0 ? 0 : 1;
}

async function readWhole(file: string): Promise<Buffer> {
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(
      `${file} cannot be read (${error.code === 'ENOENT' ? 'there is no such file' : error.code}).`,
    );
  });
}

function verdictLine({ line, ok, subject, sentence }: FileVerdict): string {
  return [`line ${line}`, ok ? 'ok' : 'refused', subject.replaceAll(/\s+/g, ' '), sentence].join('\t');
}

function summaryLine(
  kind: string,
  { goodRows, badRows, pendingNodes }: FileImported,
  dryRun: boolean,
): string {
  const number = (count: number, things: string) =>
    `${count.toLocaleString('en')} ${count === 1 ? things.replace(/s$/, '') : things}`;
  const done = dryRun ? 'would be imported; nothing was written' : 'imported';
  const pending = pendingNodes.length > 0 ? ` Stored, not yet in force on ${pendingNodes.join(', ')}.` : '';
  return `${number(goodRows, kind)} ${done}, ${number(badRows, 'rows')} refused.${pending}`;
}
