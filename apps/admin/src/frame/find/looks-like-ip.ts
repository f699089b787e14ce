/** The beginning of an IPv4 address, two numbers at least, or an IPv6 address: worth a search among the sessions. */
export function looksLikeIp(text: string): boolean {
  if (/^\d{1,3}(\.\d{1,3}){1,3}\.?$/.test(text)) return true;
  return text.includes('::') && /^[0-9a-f:.]+$/i.test(text);
}
