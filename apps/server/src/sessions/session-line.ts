import { hashText } from '../hash-text.ts';

/** Where requests say a session is; '' and `null` where they do not. */
export type ToldLine = {
  readonly nasId: number | null;
  readonly nasIdentifier: string;
  readonly callingStationId: string;
  readonly nasPortId: string | null;
  readonly acctSessionId: string;
};

/**
 * What stands for the device where no MAC can be read: a number that tells one line of a NAS from the others, the same in
 * a login and in its accounting. Who calls says most; else the port; else only what the session itself is called. Below
 * -1, so that it is never a MAC. `null`: nothing was told.
 */
export function sessionLine(told: ToldLine): number | null {
  const { callingStationId, nasPortId, acctSessionId } = told;
  if (callingStationId !== '') return lineNumber(told, `calling ${callingStationId}`);
  // Several NASes may ask from one address, and each counts its ports and sessions.
  const nas = `${told.nasIdentifier.length}:${told.nasIdentifier}`;
  if (nasPortId !== null) return lineNumber(told, `port ${nas} ${nasPortId}`);
  return acctSessionId === '' ? null : lineNumber(told, `session ${nas} ${acctSessionId}`);
}

function lineNumber({ nasId }: ToldLine, text: string): number {
  return -1 - hashText(text, nasId ?? 0);
}

/** Of a row of `sessions`: `null` where it has a MAC. For `storedLine`. */
export const LINE_COLUMN = `case when mac is null then json_build_array(
  nas_id, nas_identifier, calling_station_id, nas_port_id, acct_session_id) end as line`;

export type StoredLine = readonly [number | null, string, string, string | null, string] | null;

export function storedLine(stored: StoredLine): number | null {
  if (stored === null) return null;
  const [nasId, nasIdentifier, callingStationId, nasPortId, acctSessionId] = stored;
  return sessionLine({ nasId, nasIdentifier, callingStationId, nasPortId, acctSessionId });
}
