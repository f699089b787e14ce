import type { MacAddress } from '@gatehouse/domain/mac-address';
import type { AttributeDefinition } from '@gatehouse/radius/packet/attributes/attribute-definition';
import type { RadiusPacket } from '@gatehouse/radius/packet/decode-packet';
import type { DiscardReason } from '@gatehouse/radius/packet/discard-reasons';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { rfc2866 } from '@gatehouse/radius/packet/dictionary/rfc2866';
import { rfc2869 } from '@gatehouse/radius/packet/dictionary/rfc2869';
import type { AccountingEvent, NasEvent, SessionEvent } from '../sessions/accounting-event.ts';
import type { LastAccepts } from '../sessions/last-accepts.ts';
import { parseSessionClass, type SessionOwner } from '../sessions/session-row.ts';
import type { AccessDirectory } from './access-directory/access-directory.ts';
import { NO_ROW } from './access-directory/records.ts';
import type { AccessRequest } from './known-nas.ts';
import { readMac, readPort, readUsername } from './read-access-request.ts';
import { readAnyText } from './read-any-text.ts';

/** Where the owner of a session may be found. */
export type OwnerSources = {
  readonly directory: AccessDirectory;
  readonly lastAccepts: Pick<LastAccepts, 'find'>;
  /** All corrections of the clock that an operator ever confirmed, in milliseconds; none where it is missing. */
  readonly stepsMs?: () => number;
};

/** RFC 2866 §5.1. What is not in it is nothing that we record, and so nothing that we answer (§4.1). */
const EVENT_OF_STATUS: Readonly<Record<string, AccountingEvent['kind']>> = {
  Start: 'start',
  'Interim-Update': 'interim-update',
  Stop: 'stop',
  'Accounting-On': 'accounting-on',
  'Accounting-Off': 'accounting-off',
};

/** An Accounting-Request as the house understands it, or why it cannot be recorded. */
export function readAccountingRequest(
  request: AccessRequest,
  sources: OwnerSources,
  heardAt: number,
): AccountingEvent | DiscardReason {
  const { packet } = request;
  const status = packet.integer(rfc2866['Acct-Status-Type']);
  if (status === null) return 'malformed';
  const kind = EVENT_OF_STATUS[rfc2866['Acct-Status-Type'].words.get(status) ?? ''];
  if (kind === undefined) return 'wrong-code';
  const happenedAt = heardAt - seconds(packet, rfc2866['Acct-Delay-Time']) * 1000;
  const nas = {
    nasId: request.peer.data.id,
    sourceAddress: request.sourceAddress,
    nasIdentifier: readAnyText(packet, rfc2865['NAS-Identifier']),
    heardAt,
    happenedAt,
  };
  if (kind === 'accounting-on' || kind === 'accounting-off') return { ...nas, kind };
  // RFC 2866 §5.5: every request about a session names it.
  if (!packet.has(rfc2866['Acct-Session-Id'])) return 'malformed';
  return new HeardSession(request, { ...nas, kind }, sources);
}

type Heard = Omit<NasEvent, 'kind'> & { readonly kind: SessionEvent['kind'] };

/**
 * What only a session that opens needs is read when somebody asks for it: of a session that is known, nobody does.
 * Event-Timestamp is left aside: it is the router's clock, and the delay says the same without one.
 */
class HeardSession implements SessionEvent {
  readonly kind: SessionEvent['kind'];
  readonly nasId: number;
  readonly sourceAddress: string;
  readonly nasIdentifier: string;
  readonly acctSessionId: string;
  readonly username: string;
  readonly callingStationId: string;
  readonly mac: MacAddress | null;
  readonly framedIpAddress: string | null;
  readonly heardAt: number;
  readonly happenedAt: number;
  readonly startedAt: number;
  readonly startIsKnown: boolean;
  readonly sessionSeconds: number;
  readonly inputBytes: number;
  readonly outputBytes: number;
  readonly inputPackets: number;
  readonly outputPackets: number;
  readonly terminateCause: string | null;
  readonly #packet: RadiusPacket;
  readonly #sources: OwnerSources;
  #owner: SessionOwner | null | undefined;

  constructor(request: AccessRequest, heard: Heard, sources: OwnerSources) {
    const { packet } = request;
    const sessionTime = packet.integer(rfc2866['Acct-Session-Time']);
    const sessionSeconds = sessionTime ?? 0;
    this.kind = heard.kind;
    this.nasId = heard.nasId;
    this.sourceAddress = heard.sourceAddress;
    this.nasIdentifier = heard.nasIdentifier;
    this.acctSessionId = readAnyText(packet, rfc2866['Acct-Session-Id']);
    this.username = readAnyText(packet, rfc2865['User-Name']);
    this.callingStationId = readAnyText(packet, rfc2865['Calling-Station-Id']);
    this.mac = readMac(packet, request.peer.data);
    this.framedIpAddress = packet.ipv4(rfc2865['Framed-IP-Address']);
    this.heardAt = heard.heardAt;
    this.happenedAt = heard.happenedAt;
    this.startedAt = heard.happenedAt - sessionSeconds * 1000 - (sources.stepsMs?.() ?? 0);
    this.startIsKnown = sessionTime !== null || heard.kind === 'start';
    this.sessionSeconds = sessionSeconds;
    this.inputBytes = octets(packet, rfc2866['Acct-Input-Octets'], rfc2869['Acct-Input-Gigawords']);
    this.outputBytes = octets(packet, rfc2866['Acct-Output-Octets'], rfc2869['Acct-Output-Gigawords']);
    this.inputPackets = packet.integer(rfc2866['Acct-Input-Packets']) ?? 0;
    this.outputPackets = packet.integer(rfc2866['Acct-Output-Packets']) ?? 0;
    this.terminateCause = heard.kind === 'stop' ? readTerminateCause(packet) : null;
    this.#packet = packet;
    this.#sources = sources;
  }

  get owner(): SessionOwner | null {
    if (this.#owner === undefined) this.#owner = this.#findOwner();
    return this.#owner;
  }

  get holder(): SessionOwner | null {
    if (this.mac === null || this.owner !== null) return null;
    const { directory } = this.#sources;
    return ownerAt(directory, directory.findByDevice(this.mac), this.heardAt);
  }

  get nasPortId(): string | null {
    return readPort(this.#packet);
  }

  get calledStationId(): string | null {
    return readAnyText(this.#packet, rfc2865['Called-Station-Id']) || null;
  }

  #findOwner(): SessionOwner | null {
    const { directory, lastAccepts } = this.#sources;
    const packet = this.#packet;
    return (
      ownerByClass(packet) ??
      lastAccepts.find(this.nasId, packet.text(rfc2866['Acct-Session-Id']) ?? this.acctSessionId, this.mac) ??
      ownerAt(directory, directory.findByUsernameKey(readUsername(packet).usernameKey), this.heardAt)
    );
  }
}

type IntegerAttribute = AttributeDefinition<string, 'integer'>;

function seconds(packet: RadiusPacket, attribute: IntegerAttribute): number {
  return packet.integer(attribute) ?? 0;
}

/** RFC 2869 §5.1: the Gigawords count how often the 32 bits went round. More than a double holds is its most. */
function octets(packet: RadiusPacket, low: IntegerAttribute, gigawords: IntegerAttribute): number {
  const count = (packet.integer(gigawords) ?? 0) * 2 ** 32 + (packet.integer(low) ?? 0);
  return Math.min(count, Number.MAX_SAFE_INTEGER);
}

/** RFC 2866 §5.10; a number that has no word there stays a number. */
function readTerminateCause(packet: RadiusPacket): string | null {
  const cause = packet.integer(rfc2866['Acct-Terminate-Cause']);
  return cause === null ? null : (rfc2866['Acct-Terminate-Cause'].words.get(cause) ?? String(cause));
}

/** There may be several Class attributes; other servers have theirs (RFC 2865 §5.25). */
function ownerByClass(packet: RadiusPacket): SessionOwner | null {
  if (!packet.has(rfc2865.Class)) return null;
  for (const text of packet.allTexts(rfc2865.Class)) {
    const owner = parseSessionClass(text);
    if (owner !== null) return owner;
  }
  return null;
}

function ownerAt(directory: AccessDirectory, row: number, now: number): SessionOwner | null {
  if (row === NO_ROW) return null;
  const { id, subscription } = directory.customerFacts(row, null, now);
  return { customerId: id, subscriptionId: subscription?.id ?? null };
}
