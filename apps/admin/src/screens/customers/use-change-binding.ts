import type { MacBindingMode } from '@gatehouse/domain/access/access-facts';
import type { Customer } from '../../api/types.ts';
import { showError } from '../../parts/show-error.ts';
import { useOfferUndo } from '../../parts/undo/UndoProvider.tsx';
import { BINDING_LABELS } from './customer-words.ts';
import { say } from './texts.ts';
import { useChangeCustomer } from './use-customers.ts';

/** Switches the binding at once; `null` follows the package again. */
export function useChangeBinding(customer: Customer) {
  const change = useChangeCustomer(customer.id);
  const offerUndo = useOfferUndo();
  return (macBinding: MacBindingMode | null) =>
    change.mutate(
      { macBinding },
      {
        onSuccess: ({ value }) => {
          const { label } = BINDING_LABELS[value.effective.macBinding.value];
          offerUndo({
            done: say('bindingIs', { name: customer.name, mode: label.toLowerCase() }),
            note: say('fromNextLogin'),
            undone: say('bindingAsBefore'),
            undo: () => change.mutateAsync({ macBinding: customer.macBinding, expected: { macBinding } }),
          });
        },
        onError: (error) => showError(error, say('bindingNotChanged')),
      },
    );
}
