import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeJson } from '../../api/call-api.ts';
import type { Adopted } from '../../api/types.ts';
import { showError } from '../../parts/show-error.ts';
import { useOfferUndo } from '../../parts/undo/UndoProvider.tsx';
import { say } from './texts.ts';
import type { Adoptable } from './use-binding-check.ts';

const PER_CALL = 200;

/** Registers what is used, part by part; each part is whole. Undoing takes the same parts back. */
export function useAdopt() {
  const queryClient = useQueryClient();
  const offerUndo = useOfferUndo();
  const [done, setDone] = useState(0);
  const refresh = () => queryClient.invalidateQueries();
  const adopt = useMutation({
    mutationFn: async (devices: readonly Adoptable[]) => {
      setDone(0);
      const adopted: Adopted = { devices: [], left: [] };
      const pendingNodes = new Set<string>();
      try {
        for (let from = 0; from < devices.length; from += PER_CALL) {
          const part = await changeJson<Adopted>('POST', '/binding-checks/adopt', {
            devices: devices.slice(from, from + PER_CALL),
          });
          adopted.devices.push(...part.value.devices);
          adopted.left.push(...part.value.left);
          for (const node of part.pendingNodes) pendingNodes.add(node);
          setDone(from + PER_CALL);
        }
      } catch (error) {
        if (adopted.devices.length === 0) throw error;
        showError(error, say('adoptedRestNot', { count: adopted.devices.length }));
      }
      return { value: adopted, pendingNodes: [...pendingNodes] };
    },
    onSuccess: ({ value }) => {
      sayLeft(value);
      const count = value.devices.length;
      if (count === 0) return;
      offerUndo({
        done: say('adopted', { count }),
        note: say('adoptedNote'),
        undone: say('unknownAgain', { count }),
        undo: () => takeBack(value).finally(() => void refresh()),
      });
    },
    onError: (error) => showError(error, say('nothingAdopted')),
    onSettled: refresh,
  });
  return { ...adopt, done };
}

async function takeBack({ devices }: Adopted): Promise<void> {
  for (let from = 0; from < devices.length; from += PER_CALL) {
    const part = devices.slice(from, from + PER_CALL);
    const { value } = await changeJson<Adopted>('POST', '/binding-checks/undo-adopt', {
      devices: part.map(({ deviceId, customerId }) => ({ deviceId, customerId })),
    });
    sayLeft(value);
  }
}

function sayLeft({ left }: Adopted): void {
  const [first] = left;
  if (first === undefined) return;
  const title = say('left', { count: left.length, mac: first.mac });
  notifications.show({ color: 'yellow', title, message: first.message });
}
