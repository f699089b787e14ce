/** A difference up to this is worked off by itself; a larger one waits for an operator. */
export const JUMP_MS_MIN = 5 * 60_000;
/** How fast: a small difference neither splits a session nor turns an order of events round. */
const CORRECTION_SHARE = 0.01;
/** A machine may have been switched off for so long without anyone being asked about it. */
export const SWITCHED_OFF_MS_MAX = 7 * 24 * 3600_000;

/** What time it is, for everything that decides: durations, expiries, what is old. */
export type Clock = {
  /** Milliseconds since the epoch. Goes back only where an operator has confirmed it. */
  readonly now: () => number;
  /** The machine's clock says something else, and nobody has confirmed it; null: they agree. */
  readonly jump: ClockJump | null;
  /** Corrections that were confirmed lately, in milliseconds, as a session's events may lie on both sides of one. */
  readonly steps: readonly number[];
};

export type ClockJump = {
  /** By the trusted clock. */
  readonly foundAt: number;
  /** How far the machine's clock is ahead; negative: behind. */
  readonly aheadMs: number;
};

export type TimeSources = {
  /** The machine's clock: milliseconds since the epoch, and whatever someone sets it to. */
  readonly wall: () => number;
  /** Milliseconds that only ever grow, as fast as time does. */
  readonly steady: () => number;
};

/** Confirmed corrections are remembered for so long: a session may be silent for hours. */
const STEPS_KEPT_MS = 24 * 3600_000;
const STEPS_KEPT_MAX = 8;

/**
 * The time that was last trusted, and what has gone by since: whoever sets the machine's clock, by mistake or by
 * NTP on a bad day, neither ends packages nor makes sessions last ten years. `tick` once a second.
 */
export class TrustedClock implements Clock {
  jump: ClockJump | null = null;
  readonly #sources: TimeSources;
  #trusted: number;
  #at: number;
  #steps: { readonly ms: number; readonly until: number }[] = [];

  /** @param trusted the time to begin with; where it is not the machine's, `jump` says so at once */
  constructor(sources: TimeSources, trusted = sources.wall()) {
    this.#sources = sources;
    this.#trusted = trusted;
    this.#at = sources.steady();
    this.tick();
  }

  readonly now = (): number => this.#trusted + (this.#sources.steady() - this.#at);

  get steps(): readonly number[] {
    const at = this.#sources.steady();
    return this.#steps.filter(({ until }) => until > at).map(({ ms }) => ms);
  }

  /** Compares with the machine's clock, and works off a small difference. */
  tick(): void {
    const at = this.#sources.steady();
    const elapsed = at - this.#at;
    const trusted = this.#trusted + elapsed;
    const aheadMs = this.#sources.wall() - trusted;
    this.#at = at;
    if (Math.abs(aheadMs) > JUMP_MS_MIN) {
      this.#trusted = trusted;
      this.jump = { foundAt: this.jump?.foundAt ?? trusted, aheadMs };
      return;
    }
    const most = elapsed * CORRECTION_SHARE;
    this.#trusted = trusted + Math.min(most, Math.max(-most, aheadMs));
    this.jump = null;
  }

  /** An operator has confirmed that the time is another one, by this much. */
  step(ms: number): void {
    this.#trusted += ms;
    const until = this.#sources.steady() + STEPS_KEPT_MS;
    this.#steps = [...this.#steps, { ms, until }].slice(-STEPS_KEPT_MAX);
    this.jump = null;
    this.tick();
  }
}

/** What was kept of the trusted clock when this was last written. */
export type KeptTime = {
  readonly trusted: number;
  /** The steady clock then. */
  readonly steady: number;
  /** The machine's run: a steady clock starts anew with each. */
  readonly run: string;
};

export type Beginning = {
  /** What this process, or its predecessor on the same data folder, kept; null: it is the first. */
  readonly kept: KeptTime | null;
  /** The time that any other process told the database last; null: none did, or it is away. */
  readonly told: number | null;
  readonly wall: number;
  readonly steady: number;
  readonly run: string;
};

/**
 * The time to begin with after a restart. Within one run of the machine it is known exactly, however long the
 * process was gone. After a new run of the machine only this is certain: it is not earlier than what was last known.
 * Time while everything was switched off is real time, so a later clock is believed, up to a week.
 */
export function timeToBeginWith({ kept, told, wall, steady, run }: Beginning): number {
  if (kept !== null && kept.run === run && steady >= kept.steady)
    return kept.trusted + (steady - kept.steady);
  const known = [kept?.trusted, told].filter((time) => time !== null && time !== undefined);
  if (known.length === 0) return wall;
  const earliest = Math.max(...known);
  if (wall >= earliest - JUMP_MS_MIN && wall <= earliest + SWITCHED_OFF_MS_MAX)
    return Math.max(wall, earliest);
  return earliest;
}
