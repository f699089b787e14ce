import { type Params, queryText } from '../../api/call-api.ts';

/** What can be had as a file. */
export type Exported = 'devices' | 'customers';

/** What a file can say that the list has no column for stays out of it; what both have is in the list's order. */
export function exportLink(thing: Exported, asked: Params, columns: readonly string[]): string {
  return `/api/v1/${thing}/export.csv${queryText({ ...asked, columns: columns.join(',') })}`;
}
