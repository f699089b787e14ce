import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { MacBindingMode } from '@gatehouse/domain/access/access-facts';
import { changeJson } from '../../api/call-api.ts';
import type { BindingSet, ServicePackage } from '../../api/types.ts';
import { showError } from '../../parts/show-error.ts';
import { useOfferUndo } from '../../parts/undo/UndoProvider.tsx';
import { BINDING_LABELS } from '../customers/customer-words.ts';
import { type BindingTarget, targetName } from './binding-target.ts';
import { say } from './texts.ts';

/** Sets the mode for all of them at once, and offers to undo it. */
export function useSetBinding(target: BindingTarget) {
  const queryClient = useQueryClient();
  const offerUndo = useOfferUndo();
  const refresh = () => queryClient.invalidateQueries();
  return useMutation({
    mutationFn: (mode: MacBindingMode) => set(target, mode),
    onSuccess: ({ undo }, mode) =>
      offerUndo({
        done: say('bindingIs', {
          name: targetName(target),
          mode: BINDING_LABELS[mode].label.toLowerCase(),
        }),
        note: say('fromNextLogin'),
        undone: say('bindingAsBefore'),
        undo: () => undo().finally(() => void refresh()),
      }),
    onError: (error) => showError(error, say('bindingNotChanged')),
    onSettled: refresh,
  });
}

type Done = { readonly pendingNodes: readonly string[]; readonly undo: () => Promise<unknown> };

async function set(target: BindingTarget, macBinding: MacBindingMode): Promise<Done> {
  if ('servicePackage' in target) {
    const { id, macBinding: before } = target.servicePackage;
    const change = (mode: MacBindingMode | null) =>
      changeJson<ServicePackage>('PATCH', `/service-packages/${id}`, { macBinding: mode });
    const { pendingNodes } = await change(macBinding);
    return { pendingNodes, undo: () => change(before) };
  }
  const customers = target.customers.map(({ id }) => ({ customerId: id, macBinding }));
  const { value, pendingNodes } = await changeJson<BindingSet>('POST', '/binding-checks/apply', {
    customers,
  });
  return { pendingNodes, undo: () => takeBack(value, macBinding) };
}

/** Who was changed by somebody else since stays as they are. */
async function takeBack({ before }: BindingSet, expected: MacBindingMode): Promise<void> {
  if (before.length === 0) return;
  const customers = before.map((each) => ({ ...each, expected }));
  const { value } = await changeJson<BindingSet>('POST', '/binding-checks/apply', { customers });
  const names = value.left.map(({ customerName }) => customerName).join(', ');
  if (names !== '') notifications.show({ color: 'yellow', title: say('leftChangedSince'), message: names });
}
