/** A right to do something of which only so many may be done at once. */
export type Place = { begin(): void; end(): void };

/** `null`: all are taken. */
export type Places = () => Place | null;

/** A place that nobody begins to use within this time is free again: who asked for it has gone. */
const BEGIN_MS_MAX = 10_000;

export function makePlaces(max: number): Places {
  let taken = 0;
  return () => {
    if (taken >= max) return null;
    taken += 1;
    let ended = false;
    const end = (): void => {
      if (!ended) taken -= 1;
      ended = true;
    };
    const unused = setTimeout(end, BEGIN_MS_MAX).unref();
    return { begin: () => clearTimeout(unused), end };
  };
}
