import type { CustomerKind } from '@gatehouse/domain/access/access-facts';
import type { ImportFormat } from '@gatehouse/domain/imports/import-words';
import type { SourceLayout } from './reading/read-source.ts';

/** What the person who imports wants done; kept with the batch. */
export type ImportOptions = Omit<SourceLayout, 'format'> & {
  /** Customers and devices that are there: changed to what the file says, or left as they are. */
  readonly existing: 'change' | 'keep';
  /** Devices that are somebody else's move to whom the file says. */
  readonly moveDevices: boolean;
  /** Take devices although they are more than the limit. */
  readonly overLimit: boolean;
  /** New customers without a password get one that nobody has chosen. */
  readonly makePasswords: boolean;
  /** What a new customer is where neither the row nor its package says. */
  readonly customerKind: CustomerKind;
  /** What the file calls a package → its id; `null`: none. What is not in it is found by its name. */
  readonly packages: Readonly<Record<string, number | null>>;
};

export const OPTION_DEFAULTS: Omit<ImportOptions, keyof SourceLayout> = {
  existing: 'change',
  moveDevices: false,
  overLimit: false,
  makePasswords: false,
  customerKind: 'pppoe',
  packages: {},
};

export function layoutOf(format: ImportFormat, options: ImportOptions): SourceLayout {
  const { delimiter, hasHeader, columns } = options;
  return { format, delimiter, hasHeader, columns };
}
