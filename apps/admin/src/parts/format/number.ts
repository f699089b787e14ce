/** `12408` → `12,408`. */
export function formatNumber(count: number): string {
  return count.toLocaleString('en');
}
