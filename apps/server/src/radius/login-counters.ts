import { type RejectReason, rejectReasons } from '@gatehouse/domain/access/reject-reasons';

/** What this process has answered since its start. */
export class LoginCounters {
  accepted = 0;
  /** Accepts that wrote to the database first. */
  stored = 0;
  /** Accepts whose device could not be registered, because the database was away. */
  notRegisteredYet = 0;
  /** MAC logins of devices that nobody has registered: no refusals that anybody has to look at. */
  passersBy = 0;
  readonly #rejected = new Map<RejectReason, number>(rejectReasons.map((reason) => [reason, 0]));

  countReject(reason: RejectReason): void {
    this.#rejected.set(reason, (this.#rejected.get(reason) ?? 0) + 1);
  }

  get rejected(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#rejected);
  }
}
