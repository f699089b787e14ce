import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { rfc2866 } from '@gatehouse/radius/packet/dictionary/rfc2866';
import { rfc2869 } from '@gatehouse/radius/packet/dictionary/rfc2869';
import type { PacketWriter } from '@gatehouse/radius/packet/encode-packet';
import { type NasLogin, writeWhoAndWhere } from './nas-login.ts';

export const accountingEvents = [
  'Start',
  'Interim-Update',
  'Stop',
  'Accounting-On',
  'Accounting-Off',
] as const;
export type AccountingEvent = (typeof accountingEvents)[number];

/** A session as a NAS accounts for it: what it puts into an Accounting-Request. */
export type NasAccounting = Pick<
  NasLogin,
  'service' | 'username' | 'callingStationId' | 'calledStationId' | 'nasIdentifier' | 'nasPortId'
> & {
  readonly event: AccountingEvent;
  readonly acctSessionId: string;
  readonly sessionSeconds: number;
  /** Bytes since the start of the session; beyond 4 GiB they go into the Gigawords (RFC 2869 §5.1). */
  readonly inputBytes: number;
  readonly outputBytes: number;
  readonly framedIpAddress?: string;
  /** As the Accept carried it (RFC 2865 §5.25). */
  readonly sessionClass?: Uint8Array;
  readonly delaySeconds?: number;
};

const GIGAWORD = 0x1_0000_0000;

export function writeAccounting(writer: PacketWriter, accounting: NasAccounting): void {
  writer.add(rfc2866['Acct-Status-Type'], accounting.event);
  if (accounting.event === 'Accounting-On' || accounting.event === 'Accounting-Off') {
    if (accounting.nasIdentifier !== undefined)
      writer.add(rfc2865['NAS-Identifier'], accounting.nasIdentifier);
    return;
  }
  writer.add(rfc2865['User-Name'], accounting.username);
  if (accounting.service === 'pppoe') {
    writer.add(rfc2865['Service-Type'], 'Framed-User').add(rfc2865['Framed-Protocol'], 'PPP');
  }
  writeWhoAndWhere(writer, accounting);
  if (accounting.framedIpAddress !== undefined)
    writer.add(rfc2865['Framed-IP-Address'], accounting.framedIpAddress);
  if (accounting.sessionClass !== undefined) writer.add(rfc2865.Class, accounting.sessionClass);
  writer
    .add(rfc2866['Acct-Authentic'], 'RADIUS')
    .add(rfc2866['Acct-Delay-Time'], accounting.delaySeconds ?? 0);
  if (accounting.event !== 'Start') writeCounters(writer, accounting);
}

function writeCounters(
  writer: PacketWriter,
  { sessionSeconds, inputBytes, outputBytes, event }: NasAccounting,
): void {
  writer.add(rfc2866['Acct-Session-Time'], sessionSeconds);
  writer.add(rfc2866['Acct-Input-Octets'], inputBytes % GIGAWORD);
  writer.add(rfc2866['Acct-Output-Octets'], outputBytes % GIGAWORD);
  writer.add(rfc2869['Acct-Input-Gigawords'], Math.floor(inputBytes / GIGAWORD));
  writer.add(rfc2869['Acct-Output-Gigawords'], Math.floor(outputBytes / GIGAWORD));
  writer.add(rfc2866['Acct-Input-Packets'], Math.ceil(inputBytes / 400));
  writer.add(rfc2866['Acct-Output-Packets'], Math.ceil(outputBytes / 1100));
  if (event === 'Stop') writer.add(rfc2866['Acct-Terminate-Cause'], 'User-Request');
}
