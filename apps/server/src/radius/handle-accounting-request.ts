import type { MacAddress } from '@gatehouse/domain/mac-address';
import { CODES } from '@gatehouse/radius/packet/codes';
import type { DiscardReason } from '@gatehouse/radius/packet/discard-reasons';
import type { DiscardRecorder } from '../access-log/discard-recorder.ts';
import type { NasHealthRecorder } from '../nas/nas-health-recorder.ts';
import { type AccountingEvent, isNasEvent } from '../sessions/accounting-event.ts';
import type { AccountingWriter } from '../sessions/accounting-writer.ts';
import type { AccessRequest } from './known-nas.ts';
import { type OwnerSources, readAccountingRequest } from './read-accounting-request.ts';

export type AccountingParts = OwnerSources & {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly writer: Pick<AccountingWriter, 'submit'>;
  readonly health: Pick<NasHealthRecorder, 'accounting' | 'interim'>;
  readonly discards: Pick<DiscardRecorder, 'record'>;
  readonly sightings: { saw(mac: MacAddress, at: number): void };
};

/**
 * One Accounting-Request: read it, store it with those beside it, and only then answer (RFC 2866 §4.1, §4.2).
 * What could not be stored gets no answer, so that the router sends it again.
 */
export function accountingRequestHandler(parts: AccountingParts): (request: AccessRequest) => void {
  const { clock, writer, health, discards, sightings } = parts;

  function handle(request: AccessRequest): void {
    const now = clock();
    health.accounting(request.peer.data.id, now);
    const event = readAccountingRequest(request, parts, now);
    if (typeof event === 'string') return decline(request, event, now);
    if (event.kind === 'interim-update') health.interim(request.peer.data.id, now);
    const taken = writer.submit(event, (stored) => {
      if (stored) answer(request, event);
      else request.silence();
    });
    if (!taken) decline(request, 'too-busy', now);
  }

  function answer(request: AccessRequest, event: AccountingEvent): void {
    if (!request.reply(CODES['Accounting-Response'])) request.silence();
    if (!isNasEvent(event) && event.mac !== null) sightings.saw(event.mac, event.heardAt);
  }

  function decline(request: AccessRequest, reason: DiscardReason, now: number): void {
    discards.record(request.sourceAddress, reason, request.peer.data.id, now);
    request.silence();
  }

  return handle;
}
