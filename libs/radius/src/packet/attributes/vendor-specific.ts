/** Type of the attribute that carries everything vendors have added (RFC 2865 §5.26). */
export const VENDOR_SPECIFIC = 26;

/**
 * How a vendor writes its attributes inside Vendor-Specific. RFC 2865 §5.26 recommends one octet of type and one
 * of length; these few vendors chose otherwise.
 */
export type VendorFormat = { readonly typeOctets: 1 | 2 | 4; readonly lengthOctets: 0 | 1 | 2 };

const RECOMMENDED: VendorFormat = { typeOctets: 1, lengthOctets: 1 };

const OTHER_FORMATS = new Map<number, VendorFormat>([
  [429, { typeOctets: 4, lengthOctets: 0 }], // USR
  [4846, { typeOctets: 2, lengthOctets: 1 }], // Lucent
  [8164, { typeOctets: 2, lengthOctets: 2 }], // Starent
]);

export function vendorFormat(vendor: number): VendorFormat {
  return OTHER_FORMATS.get(vendor) ?? RECOMMENDED;
}

/** Octets before the value of a vendor's attribute: type, length, vendor number, vendor type and length. */
export function vendorHeaderLength({ typeOctets, lengthOctets }: VendorFormat): number {
  return 6 + typeOctets + lengthOctets;
}

/**
 * Where a vendor's attribute stands in one Vendor-Specific attribute: the offset of its value, or 0. `from` is
 * where to begin, `end` where the attribute ends. One that does not add up hides what follows it, and no more.
 */
export function findInVendorSpecific(
  bytes: Uint8Array,
  from: number,
  end: number,
  format: VendorFormat,
  type: number,
): number {
  const header = format.typeOctets + format.lengthOctets;
  let at = from;
  while (at + header <= end) {
    const next = endOfVendorAttribute(bytes, at, end, format);
    if (next === 0) return 0;
    if (readNumber(bytes, at, format.typeOctets) === type) return at + header;
    at = next;
  }
  return 0;
}

/** The end of the vendor's attribute that begins at `at`, 0 where its length does not fit. */
export function endOfVendorAttribute(
  bytes: Uint8Array,
  at: number,
  end: number,
  { typeOctets, lengthOctets }: VendorFormat,
): number {
  if (at + typeOctets + lengthOctets > end) return 0;
  if (lengthOctets === 0) return end;
  const length = readNumber(bytes, at + typeOctets, lengthOctets);
  return length < typeOctets + lengthOctets || at + length > end ? 0 : at + length;
}

export function readNumber(bytes: Uint8Array, at: number, octets: number): number {
  let value = 0;
  for (let i = 0; i < octets; i++) value = value * 256 + (bytes[at + i] as number);
  return value;
}
