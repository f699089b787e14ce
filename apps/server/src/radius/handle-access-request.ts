import type { AccessFacts, AttemptKind, CredentialFact } from '@gatehouse/domain/access/access-facts';
import type { StoredAttemptFacts } from '@gatehouse/domain/access/attempt-record';
import { type AccessDecision, decideAccess } from '@gatehouse/domain/access/decide-access';
import { effectiveSessionLimit } from '@gatehouse/domain/access/granted-service';
import type { RejectReason } from '@gatehouse/domain/access/reject-reasons';
import type { MacAddress } from '@gatehouse/domain/mac-address';
import { CODES } from '@gatehouse/radius/packet/codes';
import { rfc2866 } from '@gatehouse/radius/packet/dictionary/rfc2866';
import type { AttemptRecorder, JudgedAttempt } from '../access-log/attempt-recorder.ts';
import { PassersByLines } from '../access-log/passers-by-lines.ts';
import type { NasHealthRecorder } from '../nas/nas-health-recorder.ts';
import type { WaitingDevices } from '../hotspot-zones/waiting-devices.ts';
import { type LastAccepts, sessionKey } from '../sessions/last-accepts.ts';
import type { AccessDirectory } from './access-directory/access-directory.ts';
import type { RandomBytes, Verification } from './auth-methods/auth-method.ts';
import { NO_ROW } from './access-directory/records.ts';
import type { TicketRecord } from './access-directory/ticket-table.ts';
import { findTicket, ticketFacts, verifyTicket } from './find-ticket.ts';
import { findCustomerRow, gatherAccessFacts } from './gather-access-facts.ts';
import type { AccessRequest } from './known-nas.ts';
import type { LoginCounters } from './login-counters.ts';
import { type Attempt, readAccessRequest } from './read-access-request.ts';
import type { SlowGuessing } from './slow-guessing.ts';
import type { StoreLogin } from './store-login.ts';
import { type Registration, storedAttemptFacts } from './stored-attempt-facts.ts';
import { writeAccept, writeReject } from './write-access-reply.ts';

export type LoginParts = {
  readonly directory: AccessDirectory;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly random: RandomBytes;
  readonly attempts: Pick<AttemptRecorder, 'record'>;
  readonly health: Pick<
    NasHealthRecorder,
    'accessRequest' | 'accept' | 'macLogin' | 'verified' | 'wrongPassword'
  >;
  readonly lastAccepts: Pick<LastAccepts, 'remember'>;
  readonly sightings: { saw(mac: MacAddress, at: number): void };
  readonly waiting: Pick<WaitingDevices, 'heard'>;
  readonly guessing: SlowGuessing;
  readonly storeLogin: StoreLogin;
  readonly counters: LoginCounters;
};

/** A login on its way through the steps. */
type Judged = {
  readonly attempt: Attempt;
  readonly verification: Verification;
  readonly facts: AccessFacts;
  readonly decision: AccessDecision;
  /** The portal's ticket that stands for the customer's own credential. */
  readonly ticket: TicketRecord | null;
};

type Accept = Extract<AccessDecision, { outcome: 'accept' }>;

/**
 * One Access-Request: read it, find who it is, verify, gather, decide; store what must be stored first; answer;
 * record. All from memory but for the few logins that have something to store.
 */
export function accessRequestHandler(parts: LoginParts): (request: AccessRequest) => void | Promise<void> {
  const { directory, health, guessing, counters } = parts;
  const passersByLines = new PassersByLines();

  function handle(request: AccessRequest): void | Promise<void> {
    const attempt = readAccessRequest(request, directory, parts.clock());
    const judged = judge(request, attempt);
    hearOfNas(request, judged);
    if (judged.decision.outcome === 'accept' && judged.decision.writes.length > 0) {
      return storeThenAnswer(request, judged, true);
    }
    answer(request, judged, null);
  }

  function judge(request: AccessRequest, attempt: Attempt, mayContinue = true): Judged {
    const row = findCustomerRow(attempt, directory);
    const ticket = row === NO_ROW ? findTicket(attempt, directory) : null;
    if (ticket !== null) return judgeTicketLogin(request, attempt, ticket, mayContinue);
    const verification = attempt.method.verify(request, directory.passwords, row);
    const facts = gatherAccessFacts(attempt, row, credentialFact(verification), directory);
    return { attempt, verification, facts, decision: decideAccess(facts), ticket: null };
  }

  /** Judged as its customer would be with their own password, and by what the ticket is good for. */
  function judgeTicketLogin(
    request: AccessRequest,
    attempt: Attempt,
    ticket: TicketRecord,
    mayContinue: boolean,
  ): Judged {
    const verification = verifyTicket(request, attempt, ticket);
    const row = directory.findById(ticket.customerId);
    const told = ticketFacts(ticket, directory.tickets.isUsed(ticket));
    const facts = {
      ...gatherAccessFacts(attempt, row, credentialFact(verification), directory),
      ticket: mayContinue ? told : { ...told, continuesDeviceId: null },
    };
    return { attempt, verification, facts, decision: decideAccess(facts), ticket };
  }

  /** The place is held in memory, the database decides, then the Accept leaves; meanwhile there is silence. */
  async function storeThenAnswer(
    request: AccessRequest,
    judged: Judged,
    mayJudgeAgain: boolean,
  ): Promise<void> {
    const { attempt, facts, decision, ticket } = judged;
    const { customer } = facts;
    if (decision.outcome !== 'accept' || customer === null) {
      return answer(request, judged, null);
    }
    const registers = decision.writes.includes('register-device');
    directory.sessions.reserve(customer.id, attempt.place, attempt.at, registers);
    if (ticket !== null) directory.tickets.hold(ticket);
    const stored = await parts.storeLogin(
      attempt.mac,
      customer,
      facts.attempt.zoneId,
      decision.writes,
      facts.device,
      ticket === null ? null : ticket.id,
    );
    if (stored === 'lost-race' || stored === 'not-continued') {
      if (ticket !== null) directory.tickets.release(ticket);
      directory.sessions.release(customer.id, attempt.place);
      return answerLostRace(request, attempt, stored, mayJudgeAgain);
    }
    // A ticket is good once, and only the database can say that it is used up: the router asks again.
    if (stored === 'database-away' && ticket !== null) {
      directory.tickets.release(ticket);
      directory.sessions.release(customer.id, attempt.place);
      return request.silence();
    }
    if (stored === 'database-away' && decision.writes.includes('use-swap-window')) {
      directory.sessions.release(customer.id, attempt.place);
      const without = withoutSwapWindow(judged, customer);
      return answer(request, without, registrationOf(without.decision, false));
    }
    const registration = registrationOf(decision, stored === 'stored');
    // What is registered now no longer needs its place held; what is not goes on holding it.
    if (registration === 'registered' || registration === 'swapped')
      directory.sessions.release(customer.id, attempt.place);
    counters.stored += stored === 'stored' ? 1 : 0;
    counters.notRegisteredYet += registration === 'not-registered-yet' ? 1 : 0;
    answer(request, judged, registration);
  }

  function answerLostRace(
    request: AccessRequest,
    attempt: Attempt,
    why: 'lost-race' | 'not-continued',
    mayJudgeAgain: boolean,
  ): void | Promise<void> {
    // Twice in a row is worth a retransmission, not a third transaction. What cannot be continued would lose again each time.
    const mayContinue = why !== 'not-continued';
    if (!mayJudgeAgain && mayContinue) return request.silence();
    const again = judge(request, attempt, mayContinue);
    const writes = again.decision.outcome === 'accept' && again.decision.writes.length > 0;
    return writes ? storeThenAnswer(request, again, false) : answer(request, again, null);
  }

  function answer(request: AccessRequest, judged: Judged, registration: Registration | null): void {
    const { decision } = judged;
    if (decision.outcome === 'accept') accept(request, judged, decision, registration);
    else reject(request, judged, decision.reason);
  }

  function accept(
    request: AccessRequest,
    judged: Judged,
    decision: Accept,
    registration: Registration | null,
  ): void {
    const { attempt, facts, verification } = judged;
    const { customer, device } = facts;
    if (customer === null || typeof verification === 'string') return request.silence();
    holdPlace(judged, customer, registration);
    const { nas, mac, at } = attempt;
    const sent = request.reply(CODES['Access-Accept'], (writer) =>
      writeAccept(writer, attempt, customer, decision.service, verification),
    );
    // An Accept that cannot be written is no Accept.
    if (!sent) return request.silence();
    counters.accepted += 1;
    health.accept(nas.id, at);
    parts.lastAccepts.remember(
      nas.id,
      readSessionKey(request),
      mac,
      customer.id,
      customer.subscription?.id ?? null,
      at,
    );
    if (mac !== null && device !== null) parts.sightings.saw(mac, at);
    record(judged, 'accept', decision.observed, registration);
  }

  /** Rules 10 and 15. Most customers have no limit that a place could count against. */
  function holdPlace(
    { attempt, facts }: Judged,
    customer: Customer,
    registration: Registration | null,
  ): void {
    const isBorrowed = facts.device !== null && facts.device.customerId !== customer.id;
    const isUnregistered = registration === 'not-registered-yet';
    if (!isBorrowed && !isUnregistered && effectiveSessionLimit(customer).value === null) return;
    directory.sessions.reserve(customer.id, attempt.place, attempt.at, isUnregistered);
  }

  function reject(request: AccessRequest, judged: Judged, reason: RejectReason): void {
    const { attempt } = judged;
    const passesBy = reason === 'device-not-registered' && isPasserBy(judged);
    if (passesBy) hearPasserBy(attempt);
    else counters.countReject(reason);
    const send = (): void => {
      const sent = request.reply(CODES['Access-Reject'], (writer) =>
        writeReject(writer, request, attempt, reason, parts.random),
      );
      if (!sent) request.silence();
    };
    if (GUESSES.has(reason)) guessing.answer(attempt.username, attempt.mac, attempt.at, send);
    else send();
    if (!passesBy || passersByLines.mayWrite(attempt.zone?.id ?? 0, attempt.at))
      record(judged, 'reject', reason, null);
  }

  /** Counted apart, and kept for whoever looks for the device in its zone. */
  function hearPasserBy({ zone, mac, nas, at }: Attempt): void {
    counters.passersBy += 1;
    if (zone !== null && mac !== null) parts.waiting.heard(zone.id, mac, nas.id, at);
  }

  function record(
    { attempt, facts }: Judged,
    outcome: 'accept' | 'reject',
    reason: RejectReason | null,
    registration: Registration | null,
  ): void {
    parts.attempts.record(new RecordedLogin(attempt, facts, outcome, reason, registration));
  }

  /** What a login tells about the router's secret. */
  function hearOfNas(request: AccessRequest, { attempt, verification, facts }: Judged): void {
    const { nas, method, at } = attempt;
    const signed = request.messageAuthenticator === 'valid';
    health.accessRequest(nas.id, signed, at);
    if (attempt.kind === 'hotspot-mac') health.macLogin(nas.id, at);
    const isPap = method.id === 'pap';
    if (signed || (isPap && verification !== 'wrong' && facts.customer !== null)) health.verified(nas.id, at);
    else if (isPap && facts.customer !== null) health.wrongPassword(nas.id, at);
  }

  return handle;
}

/** A hotspot asked about a device that nobody has registered: nobody's login was refused. */
function isPasserBy({ attempt, facts }: Judged): boolean {
  return attempt.kind === 'hotspot-mac' && facts.device === null;
}

/** A judged login as the access log takes it: its texts and facts are made only where a new line begins. */
class RecordedLogin implements JudgedAttempt {
  readonly at: number;
  readonly kind: AttemptKind;
  readonly customerId: number | null;
  readonly mac: MacAddress | null;
  readonly nasId: number;
  readonly outcome: 'accept' | 'reject';
  readonly reason: RejectReason | null;
  private readonly attempt: Attempt;
  private readonly gathered: AccessFacts;
  private readonly registration: Registration | null;

  constructor(
    attempt: Attempt,
    gathered: AccessFacts,
    outcome: 'accept' | 'reject',
    reason: RejectReason | null,
    registration: Registration | null,
  ) {
    this.at = attempt.at;
    this.kind = attempt.kind;
    this.customerId = gathered.customer === null ? null : gathered.customer.id;
    this.mac = attempt.mac;
    this.nasId = attempt.nas.id;
    this.outcome = outcome;
    this.reason = reason;
    this.attempt = attempt;
    this.gathered = gathered;
    this.registration = registration;
  }

  get username(): string {
    return this.attempt.username;
  }

  get callingStationId(): string {
    return this.attempt.callingStationId;
  }

  facts(): StoredAttemptFacts {
    return storedAttemptFacts(this.attempt, this.gathered, this.registration);
  }
}

/** Only the database can say whose place is taken: while it is away no swap window is open. */
function withoutSwapWindow(judged: Judged, customer: Customer): Judged {
  const facts = { ...judged.facts, customer: { ...customer, swapWindowEndsAt: null } };
  return { ...judged, facts, decision: decideAccess(facts) };
}

function registrationOf(decision: AccessDecision, stored: boolean): Registration | null {
  if (decision.outcome === 'reject') return null;
  if (decision.writes.includes('use-swap-window')) return stored ? 'swapped' : null;
  if (!decision.writes.includes('register-device')) return null;
  return stored ? 'registered' : 'not-registered-yet';
}

type Customer = NonNullable<AccessFacts['customer']>;

/** Of the session that the router announces (RFC 2866 §5.5: it may do so in the Access-Request); 0: of none. */
function readSessionKey({ packet, peer }: AccessRequest): number {
  const offset = packet.find(rfc2866['Acct-Session-Id']);
  return offset === 0 ? 0 : sessionKey(peer.data.id, packet.bytes, offset, packet.foundLength);
}

/** Rejects that are answers to a guess; who has the right credential is never kept waiting. */
const GUESSES: ReadonlySet<RejectReason> = new Set(['wrong-password', 'unknown-username']);

function credentialFact(verification: Verification): CredentialFact {
  return typeof verification === 'string' ? verification : 'verified';
}
