import { LIVE_TOPICS, type LiveTopic, liveTopics } from '@gatehouse/domain/live/live-topics';
import { mayDo, type Role } from '@gatehouse/domain/operators/permissions';
import type { Logger } from 'pino';
import type { Db } from '../db/open-database.ts';
import { outsideReach } from '../db/reach/reach.ts';
import { type EventStream, openEventStream } from './event-stream.ts';
import { type Marks, readMarks } from './read-marks.ts';
import { type LivingSignIns, readSignIns } from './read-sign-ins.ts';

/** Whose browser follows. */
export type Follower = {
  readonly signInId: number;
  readonly operatorId: number;
  readonly role: Role;
  /** To zones and routers. */
  readonly limited: boolean;
  readonly address: string | null;
};

export type LiveHub = {
  /** A stream of signals, or why there is none: too many are open, or the database is away. */
  follow(follower: Follower): ReadableStream<Uint8Array> | 'too-many' | 'away';
  readonly size: number;
  /** Ends every stream; none is opened any more. */
  stop(): void;
};

export type LiveHubOptions = {
  readonly db: Db;
  readonly log: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Milliseconds that only ever grow. */
  readonly clock?: () => number;
  readonly lookEveryMs?: number;
  readonly signalEveryMs?: number;
  readonly beatEveryMs?: number;
  readonly askEveryMs?: number;
};

export const STREAMS_MAX = 1000;
export const STREAMS_OF_OPERATOR_MAX = 10;
/** Everybody may come from the one address of an office, or of a proxy in front of us. */
export const STREAMS_OF_ADDRESS_MAX = 500;

/** How often the database is looked at while somebody follows, however many they are. */
const LOOK_EVERY_MS = 500;
/** A topic is signalled once in this time, however much happens. */
const SIGNAL_EVERY_MS = 1000;
/** A sign-in that has ended is found out within this. */
const CHECK_EVERY_MS = 2000;
/** Proxies cut what is silent for a minute, and a browser must notice that it hears nothing. */
const BEAT_EVERY_MS = 15_000;
/** That something has changed somewhere is no business of those with a limited reach: they look by the clock. */
const ASK_EVERY_MS = 5000;
/** A database that takes longer is as good as away: browsers go on by asking. */
const LOOK_MS_MAX = 3000;
/** At most a tenth of the database's time is for this. */
const PAUSE_PER_WORK = 9;

type Following = Follower & { readonly stream: EventStream; greeted: boolean };

export function openLiveHub(options: LiveHubOptions): LiveHub {
  return new Hub(options);
}

/** Everybody's streams of one web process, and the one loop that looks what changed while there are any. */
class Hub implements LiveHub {
  readonly #db: Db;
  readonly #log: Logger;
  readonly #now: () => number;
  readonly #clock: () => number;
  readonly #lookEveryMs: number;
  readonly #signalEveryMs: number;
  readonly #beatEveryMs: number;
  readonly #askEveryMs: number;
  readonly #following = new Set<Following>();
  #looping = false;
  #away = false;
  #stopped = false;
  #wake: () => void = () => {};

  constructor(options: LiveHubOptions) {
    this.#db = options.db;
    this.#log = options.log;
    this.#now = options.now;
    this.#clock = options.clock ?? (() => performance.now());
    this.#lookEveryMs = options.lookEveryMs ?? LOOK_EVERY_MS;
    this.#signalEveryMs = options.signalEveryMs ?? SIGNAL_EVERY_MS;
    this.#beatEveryMs = options.beatEveryMs ?? BEAT_EVERY_MS;
    this.#askEveryMs = options.askEveryMs ?? ASK_EVERY_MS;
  }

  get size(): number {
    return this.#following.size;
  }

  follow(follower: Follower): ReadableStream<Uint8Array> | 'too-many' | 'away' {
    if (this.#stopped || this.#away) return 'away';
    const all = [...this.#following];
    const ofOperator = all.filter(({ operatorId }) => operatorId === follower.operatorId).length;
    const ofAddress = all.filter(({ address }) => address === follower.address).length;
    if (
      all.length >= STREAMS_MAX ||
      ofOperator >= STREAMS_OF_OPERATOR_MAX ||
      ofAddress >= STREAMS_OF_ADDRESS_MAX
    )
      return 'too-many';
    const following: Following = {
      ...follower,
      greeted: false,
      stream: openEventStream(() => this.#following.delete(following)),
    };
    this.#following.add(following);
    if (this.#looping) this.#wake();
    // It looks for everybody, whoever came first.
    else void outsideReach(() => this.#loop());
    return following.stream.body;
  }

  stop(): void {
    this.#stopped = true;
    this.#endAll();
    this.#wake();
  }

  /** Runs while somebody follows. */
  async #loop(): Promise<void> {
    this.#looping = true;
    let marks: Marks | null = null;
    const signalledAt = new Map<LiveTopic, number>();
    const due = new Set<LiveTopic>();
    let checkedAt = this.#clock();
    let beatenAt = this.#clock();
    let askedAt = this.#clock();
    while (this.#following.size > 0) {
      const startedAt = this.#clock();
      const checking = startedAt - checkedAt >= CHECK_EVERY_MS;
      const looked = await this.#look(checking);
      if (looked === null) {
        marks = null;
        continue;
      }
      if (looked.signIns !== null) {
        this.#endWhoMayNot(looked.signIns);
        checkedAt = startedAt;
      }
      if (marks !== null) for (const topic of changedBetween(marks, looked.marks)) due.add(topic);
      ({ marks } = looked);
      const now = this.#clock();
      const ready = [...due].filter(
        (topic) => now - (signalledAt.get(topic) ?? -Infinity) >= this.#signalEveryMs,
      );
      for (const topic of ready) {
        due.delete(topic);
        signalledAt.set(topic, now);
      }
      const beat = now - beatenAt >= this.#beatEveryMs;
      if (beat) beatenAt = now;
      const byTheClock = now - askedAt >= this.#askEveryMs;
      if (byTheClock) askedAt = now;
      this.#tell(ready, beat, byTheClock);
      await this.#pause(Math.max(this.#lookEveryMs, PAUSE_PER_WORK * (now - startedAt)));
    }
    this.#looping = false;
  }

  /** `null`: the database is away; whoever followed was let go, and asks as before. */
  async #look(checking: boolean): Promise<{ marks: Marks; signIns: LivingSignIns | null } | null> {
    const ids = [...new Set([...this.#following].map(({ signInId }) => signInId))];
    const looking = Promise.all([
      readMarks(this.#db, this.#now()),
      checking ? readSignIns(this.#db, ids) : null,
    ]).then(([marks, signIns]) => ({ marks, signIns }));
    const { promise: late, resolve } = Promise.withResolvers<null>();
    const timer = setTimeout(resolve, LOOK_MS_MAX, null);
    try {
      const looked = await Promise.race([looking, late]);
      if (looked !== null) return looked;
      this.#letGo();
      // Not one more is asked while this one hangs.
      await looking;
    } catch (error) {
      this.#log.debug({ err: error }, 'what changed cannot be looked up; browsers ask by themselves');
      this.#letGo();
    } finally {
      clearTimeout(timer);
      this.#away = false;
    }
    return null;
  }

  #letGo(): void {
    this.#away = true;
    this.#endAll();
  }

  #endAll(): void {
    for (const { stream } of this.#following) stream.end();
  }

  /** Signed out, expired, idle for too long, disabled, or in another role or with another reach by now. */
  #endWhoMayNot(signIns: LivingSignIns): void {
    for (const { signInId, role, limited, stream, greeted } of this.#following) {
      // Who has just come was found to be good by the request itself, maybe after these were asked for.
      const now = signIns.get(signInId);
      if (!greeted || (now?.role === role && now.limited === limited)) continue;
      stream.send('end');
      stream.end();
    }
  }

  #tell(changed: readonly LiveTopic[], beat: boolean, byTheClock: boolean): void {
    for (const following of this.#following) {
      const { stream, role, limited } = following;
      if (!following.greeted) {
        following.greeted = true;
        stream.send('hello');
        continue;
      }
      const told = limited ? (byTheClock ? liveTopics : []) : changed;
      const topics = told.filter((topic) => mayDo(role, LIVE_TOPICS[topic], limited));
      if (topics.length > 0) stream.send('changed', { topics });
      else if (beat) stream.send('beat');
    }
  }

  async #pause(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    this.#wake = resolve;
    await promise;
    clearTimeout(timer);
  }
}

function changedBetween(before: Marks, after: Marks): LiveTopic[] {
  return liveTopics.filter((topic) => before[topic] !== after[topic]);
}
