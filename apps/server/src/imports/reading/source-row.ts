import type { ImportField } from '@gatehouse/domain/imports/import-words';
import type { Said } from '@gatehouse/domain/said/said';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';

/** One row of a file by what its columns mean. `line` is where it begins; absent columns are not there. */
export type SourceRow = { readonly line: number; readonly cells: SourceCells };

export type SourceCells = Readonly<Partial<Record<ImportField, string>>>;

/** A row that could not be read at all. */
export type SourceFault = { readonly line: number; readonly fault: Said };

/** The file itself is not what it should be: no row of it is used. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  readonly said: Said;

  constructor(said: Said) {
    super(sayInEnglish(said));
    this.said = said;
  }
}
