import { setStreaming, signal } from './live-signals.ts';

/** A browser has six connections to one server, and a stream holds one: of all its tabs one follows, and tells the others. */
const LOCK = 'gatehouse-live';
const CHANNEL = 'gatehouse-live';
/** The server is heard every 15 s. */
const SILENT_MS_MAX = 40_000;
const AGAIN_MS_MIN = 2_000;
const AGAIN_MS_MAX = 60_000;

type Told =
  | { readonly hello: true }
  | { readonly lost: true }
  | { readonly beat: true }
  | { readonly topics: readonly string[] };

/** Follows what the server signals, until what it returns is called. Where a browser cannot, nothing happens: lists are asked for as ever. */
export function followLive(): () => void {
  if (
    !('locks' in navigator) ||
    typeof BroadcastChannel === 'undefined' ||
    typeof EventSource === 'undefined'
  )
    return () => {};
  const leaving = new AbortController();
  const channel = new BroadcastChannel(CHANNEL);
  const ear = listen();
  channel.onmessage = ({ data }: MessageEvent<Told>) => ear.hear(data);
  const tell = (told: Told): void => {
    ear.hear(told);
    channel.postMessage(told);
  };
  void navigator.locks
    .request(LOCK, { signal: leaving.signal }, () => holdStream(tell, leaving.signal))
    .catch(() => {});
  return () => {
    leaving.abort();
    ear.stop();
    channel.close();
  };
}

/** What this tab makes of what it is told, by the server or by the tab that follows. */
function listen(): { hear(told: Told): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const lose = (): void => {
    clearTimeout(timer);
    setStreaming(false);
  };
  return {
    hear(told) {
      if ('lost' in told) return lose();
      clearTimeout(timer);
      timer = setTimeout(lose, SILENT_MS_MAX);
      // A tab that came later hears of it with the next beat or signal, and then asks for all it shows.
      setStreaming(true);
      if ('topics' in told) signal(told.topics);
    },
    stop: lose,
  };
}

/** Opens the stream again and again, ever more slowly while it cannot be had. Resolves when `signal` leaves. */
async function holdStream(tell: (told: Told) => void, leaving: AbortSignal): Promise<void> {
  let againMs = AGAIN_MS_MIN;
  while (!leaving.aborted) {
    const greeted = await readStream(tell, leaving);
    if (leaving.aborted) return;
    tell({ lost: true });
    againMs = greeted ? AGAIN_MS_MIN : Math.min(againMs * 2, AGAIN_MS_MAX);
    await pause(againMs, leaving);
  }
}

/** One stream from its beginning to its end; whether it ever spoke. */
function readStream(tell: (told: Told) => void, leaving: AbortSignal): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const source = new EventSource('/api/v1/live');
  let greeted = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = (): void => {
    clearTimeout(timer);
    source.close();
    resolve(greeted);
  };
  const heard = (told: Told): void => {
    clearTimeout(timer);
    timer = setTimeout(end, SILENT_MS_MAX);
    greeted = true;
    tell(told);
  };
  source.addEventListener('hello', () => heard({ hello: true }));
  source.addEventListener('beat', () => heard({ beat: true }));
  source.addEventListener('changed', ({ data }: MessageEvent<string>) =>
    heard(JSON.parse(data) as { topics: readonly string[] }),
  );
  source.addEventListener('end', end);
  // It would try again by itself, every three seconds and for ever.
  source.addEventListener('error', end);
  leaving.addEventListener('abort', end, { once: true });
  timer = setTimeout(end, SILENT_MS_MAX);
  return promise;
}

function pause(ms: number, leaving: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  leaving.addEventListener('abort', () => resolve(), { once: true });
  return promise.finally(() => clearTimeout(timer));
}
