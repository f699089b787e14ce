/** So many lines a minute of one zone, and of all: enough to see by the log what passes, and no flood where many do. */
const ZONE_LINES_PER_MINUTE = 3;
const LINES_PER_MINUTE = 12;
const MINUTE_MS = 60_000;

/**
 * Whether the access log takes one more refusal of a passer-by: of a device that nobody has registered, about which a hotspot
 * asked. They are counted apart in any case, and who looks for one finds it among those that wait in its zone.
 */
export class PassersByLines {
  #minute = 0;
  #lines = 0;
  /** Of this minute, by zone: no more than there are lines. */
  readonly #ofZones = new Map<number, number>();

  /**
   * @param zoneId 0: in no zone
   * @param at milliseconds since the epoch
   */
  mayWrite(zoneId: number, at: number): boolean {
    const minute = Math.floor(at / MINUTE_MS);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#lines = 0;
      this.#ofZones.clear();
    }
    if (this.#lines >= LINES_PER_MINUTE) return false;
    const ofZone = this.#ofZones.get(zoneId) ?? 0;
    if (ofZone >= ZONE_LINES_PER_MINUTE) return false;
    this.#ofZones.set(zoneId, ofZone + 1);
    this.#lines += 1;
    return true;
  }
}
