/** What a voucher's QR code leads to: the portal's page, filled in. */
export function addressOfCode(portalUrl: string, code: string): string {
  return `${portalUrl}/c/${code}`;
}
