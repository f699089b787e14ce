import { labelOf, useNasVendors } from './use-nas-vendors.ts';

export function VendorLabel({ id }: { readonly id: string }) {
  const vendor = useNasVendors().find((known) => known.id === id);
  return <>{vendor ? labelOf(vendor) : id}</>;
}
