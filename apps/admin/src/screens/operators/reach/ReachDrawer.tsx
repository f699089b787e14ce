import { ReachForm } from './ReachForm.tsx';
import { useReach } from './use-reach.ts';

type Props = {
  readonly operator: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
};

/** Opens once it is known what they look after now. */
export function ReachDrawer(props: Props) {
  const reach = useReach(props.operator.id);
  return reach === undefined ? null : <ReachForm {...props} reach={reach} />;
}
