import { join } from 'node:path';
import { type Journal, openJournal } from '../journal/journal.ts';
import type { RadiusParts } from '../parts.ts';
import { type AccountingWriter, openAccountingWriter } from '../sessions/accounting-writer.ts';
import type { SessionsListener } from '../sessions/session-row.ts';
import { logSeldom } from './log-seldom.ts';

/** The writer of accounting with its journal, which lies in the data folder under this process's own name. */
export async function openAccounting(
  parts: RadiusParts,
  listener: SessionsListener,
): Promise<AccountingWriter> {
  const { log, node, connection } = parts;
  const journal = await openAccountingJournal(parts);
  return openAccountingWriter({
    connection,
    nodeId: node.id,
    listener,
    journal,
    onError: logSeldom(log, 'accounting could not be stored in the database', Date.now),
    onRefused: (record, err) => log.error({ record, err }, 'a record of the journal can never be stored'),
  });
}

/** `null`, and a line in the log, where the folder cannot be used: then nothing is answered without the database. */
async function openAccountingJournal({ config, node, log }: RadiusParts): Promise<Journal | null> {
  const folder = join(config.dataFolder, 'journal');
  try {
    const journal = await openJournal({
      folder,
      name: `accounting-${node.id}`,
      onError: logSeldom(log, 'the journal of accounting cannot be written', Date.now),
      onDamage: (sentence) => log.error(`The journal of accounting is damaged. ${sentence}`),
      onTorn: (bytes) =>
        log.info({ bytes }, 'the journal ended in the middle of a record, as after any crash'),
    });
    const { depth } = journal.stats;
    if (depth > 0) log.info({ records: depth }, 'accounting waits in the journal and is stored now');
    return journal;
  } catch (err) {
    log.error({ err, folder }, 'there is no journal: accounting is not answered while the database is away');
    return null;
  }
}
