const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Whether this is a time zone of the IANA database, as `Asia/Dhaka`. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/**
 * When the days of a place began: the day of `now` and those before it, the earliest first. A day has 24 hours but where the
 * clock was changed: then it has 23 or 25, and may begin at one in the morning.
 *
 * @param now milliseconds since 1970
 * @param timeZone one that {@link isTimeZone}
 * @param count how many days, 1 or more
 * @returns milliseconds since 1970
 */
export function localDays(now: number, timeZone: string, count: number): readonly number[] {
  const clock = openClock(timeZone);
  const today = Math.floor(clock(now) / DAY_MS) * DAY_MS;
  return Array.from({ length: count }, (_, day) => beginsAt(today - (count - 1 - day) * DAY_MS, clock));
}

/** What the clocks of a place show, read as if it were UTC. */
type Clock = (at: number) => number;

/** The first moment at which the clocks show this day: midnight by the offset before it or by the one after it. */
function beginsAt(day: number, clock: Clock): number {
  for (const near of [day - DAY_MS, day + DAY_MS]) {
    const at = day - (clock(near) - near);
    if (clock(at) >= day && clock(at - MINUTE_MS) < day) return at;
  }
  return firstFrom(day, clock);
}

/** Midnight was left out that day: the first minute that was not. */
function firstFrom(day: number, clock: Clock): number {
  let [before, after] = [day - DAY_MS, day + DAY_MS];
  while (after - before > MINUTE_MS) {
    const middle = Math.floor((before + after) / 2 / MINUTE_MS) * MINUTE_MS;
    if (clock(middle) < day) before = middle;
    else after = middle;
  }
  return after;
}

function openClock(timeZone: string): Clock {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (at) => {
    const shown: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(at)) shown[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
    return Date.UTC(year, month - 1, day, hour, minute, second);
  };
}
