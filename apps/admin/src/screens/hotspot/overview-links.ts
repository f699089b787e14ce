type Search = Readonly<Record<string, string>>;

/** What the lists behind the numbers are asked for: the same that was counted. */
export function customersSignedUp(since: string, zoneId: string | undefined): Search {
  return { signedUpSince: since, ...(zoneId !== undefined && { signedUpZoneId: zoneId }) };
}

/** @param servicePackageId `any`: whichever hotspot package */
export function customersHolding(servicePackageId: string, zoneId: string | undefined): Search {
  const held = servicePackageId === 'any' ? 'any-hotspot' : servicePackageId;
  return { servicePackageId: held, ...(zoneId !== undefined && { zoneId }) };
}

export function sessionsOnline(zoneId: string | undefined, servicePackageId?: string): Search {
  return {
    open: 'true',
    zoneId: zoneId ?? 'any',
    ...(servicePackageId !== undefined && { servicePackageId }),
  };
}
