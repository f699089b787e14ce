/** So many lines a minute: enough to find one by its MAC where few pass, and no flood where many do. */
const LINES_PER_MINUTE = 60;
const MINUTE_MS = 60_000;

/**
 * Whether the access log takes one more refusal of a passer-by: of a device that nobody has registered, about which a hotspot
 * asked. They are counted apart in any case.
 */
export class PassersByLines {
  #minute = 0;
  #lines = 0;

  /** @param at milliseconds since the epoch */
  mayWrite(at: number): boolean {
    const minute = Math.floor(at / MINUTE_MS);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#lines = 0;
    }
    this.#lines += 1;
    return this.#lines <= LINES_PER_MINUTE;
  }
}
