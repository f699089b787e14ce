import type { SituationWay } from '../../../api/types.ts';
import { useCustomer } from '../use-customers.ts';
import { SituationWays } from './SituationWays.tsx';

type Props = { readonly customerId: string; readonly ways: readonly SituationWay[] };

/** The ways out where a drawer speaks of a customer; in a drawer keys are for typing. */
export function WaysOf({ customerId, ways }: Props) {
  const { data: customer } = useCustomer(customerId);
  return customer && <SituationWays customer={customer} ways={ways} withKeys={false} />;
}
