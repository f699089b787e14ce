import type { NasRecord } from './access-directory/directory-records.ts';
import type { KnownNas } from './known-nas.ts';

/** Where it is held to: the RADIUS server's own list of sources. */
export type SigningServer = {
  rememberLearned(sourceAddress: string): void;
  forgetLearned(sourceAddress: string, forMs?: number): void;
};

export type SigningParts = {
  /** Makes it last, and known to all other processes. */
  readonly store: (nasId: number, sourceAddress: string, learnedAt: number) => Promise<void>;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly onError: (error: unknown) => void;
};

export type SigningKeeper = {
  /** The routers as they are stored now. */
  put(routers: readonly NasRecord[]): void;
  /** From now on; what is known already is told it. */
  serve(server: SigningServer): void;
  /** The server found that a source always signs: it holds it to that from now on. */
  learned(source: string, nas: Pick<KnownNas, 'id'>): void;
  stop(): void;
};

type Learned = { readonly nasId: number; readonly source: string; readonly at: number };

const RETRY_MS = 30_000;
/** Sources that could not be stored yet. */
const UNSTORED_MAX = 4096;

/**
 * Which sources must sign their logins, as one process learned it, as it is stored, and as an operator took it back.
 * What is learned while the database is away is in force here at once and stored when it is back.
 */
export function keepSigning({ store, clock, onError }: SigningParts): SigningKeeper {
  let known = new Map<string, NasRecord>();
  let allowed = new Map<number, number>();
  const unstored = new Map<string, Learned>();
  let server: SigningServer | null = null;

  function tell(source: string, nas: NasRecord | null): void {
    if (nas !== null) server?.rememberLearned(source);
    else server?.forgetLearned(source);
  }

  async function storeOne(learned: Learned): Promise<void> {
    try {
      await store(learned.nasId, learned.source, learned.at);
      unstored.delete(learned.source);
    } catch (error) {
      onError(error);
    }
  }

  const retrying = setInterval(() => {
    for (const learned of unstored.values()) void storeOne(learned);
  }, RETRY_MS).unref();

  return {
    put(routers) {
      const before = known;
      known = new Map(routers.flatMap((nas) => nas.signingSources.map((source) => [source, nas] as const)));
      allowed = new Map(routers.flatMap((nas) => (nas.unsignedUntil ? [[nas.id, nas.unsignedUntil]] : [])));
      for (const [source, nas] of known) if (!before.has(source)) tell(source, nas);
      for (const source of before.keys()) if (!known.has(source)) tell(source, null);
      for (const { source, nasId } of unstored.values()) {
        // Taken back before it could be stored.
        if (known.has(source) || (allowed.get(nasId) ?? 0) > clock()) unstored.delete(source);
      }
    },
    serve(opened) {
      server = opened;
      for (const [source, nas] of known) tell(source, nas);
    },
    learned(source, { id }) {
      const allowedForMs = (allowed.get(id) ?? 0) - clock();
      if (allowedForMs > 0) return server?.forgetLearned(source, allowedForMs);
      if (known.has(source) || unstored.size >= UNSTORED_MAX) return;
      const learned = { nasId: id, source, at: clock() };
      unstored.set(source, learned);
      void storeOne(learned);
    },
    stop: () => clearInterval(retrying),
  };
}
