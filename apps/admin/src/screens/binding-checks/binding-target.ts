import type { MacBindingMode } from '@gatehouse/domain/access/access-facts';
import { say } from './texts.ts';

/** For whom strict is to be turned on: customers one by one, or all who follow a package. */
export type BindingTarget =
  | { readonly customers: readonly TargetCustomer[] }
  | {
      readonly servicePackage: {
        readonly id: string;
        readonly name: string;
        readonly macBinding: MacBindingMode | null;
      };
    };

export type TargetCustomer = {
  readonly id: string;
  readonly name: string;
  /** Their own value. */
  readonly macBinding: MacBindingMode | null;
};

/** As it stands in a sentence: "Home 20", "Rahima Akter", "12 customers". */
export function targetName(target: BindingTarget): string {
  if ('servicePackage' in target) return target.servicePackage.name;
  const [only] = target.customers;
  return target.customers.length === 1 && only
    ? only.name
    : say('customers', { count: target.customers.length });
}

/** What the check is asked about. */
export function askedOf(target: BindingTarget): object {
  return 'servicePackage' in target
    ? { servicePackageId: target.servicePackage.id }
    : { customerIds: target.customers.map(({ id }) => id) };
}
