/** What a legend says of a series at a point, or of all of them together; `null`: nothing was counted. */
export function legendValue(values: readonly (number | null)[], at: number | 'all'): number | null {
  if (at !== 'all') return values[at] ?? null;
  const counted = values.filter((value) => value !== null);
  return counted.length === 0 ? null : counted.reduce((sum, value) => sum + value, 0);
}
