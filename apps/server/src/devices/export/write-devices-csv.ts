import { stringify } from 'csv-stringify/sync';
import type { Device } from '../devices.schemas.ts';
import { cellsOf, DEVICE_COLUMN_HEADS, type DeviceColumn } from './device-columns.ts';

/**
 * Devices as CSV, a piece for each of the pages. What a spreadsheet would take for a formula begins with an apostrophe.
 */
export async function* writeDevicesCsv(
  pages: AsyncIterable<readonly Device[]>,
  columns: readonly DeviceColumn[],
): AsyncGenerator<string, void, undefined> {
  yield stringify([columns.map((column) => DEVICE_COLUMN_HEADS[column])], { bom: true });
  for await (const devices of pages) {
    yield stringify(
      devices.map((device) => cellsOf(device, columns)),
      { escape_formulas: true },
    );
  }
}
