import { type Params, queryText } from '../../../api/call-api.ts';

/** What a file can say of a device that the list has no column for stays out of it; what both have is in the list's order. */
export function exportLink(asked: Params, columns: readonly string[]): string {
  return `/api/v1/devices/export.csv${queryText({ ...asked, columns: columns.join(',') })}`;
}
