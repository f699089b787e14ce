import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { changeJson, getJson } from '../../../api/call-api.ts';
import { useLive } from '../../../api/live/use-live.ts';
import type { Device, DeviceNote, DeviceTraffic, MacHistory, TrafficSpan } from '../../../api/types.ts';
import { showError } from '../../../parts/show-error.ts';
import { useOfferUndo } from '../../../parts/undo/UndoProvider.tsx';
import { say } from './texts.ts';

export function useDevice(id: string) {
  const queryKey = ['devices', 'one', id];
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => getJson<Device>(`/devices/${id}`, {}, signal),
    refetchInterval: useLive(['attempts', 'changes'], queryKey, 15_000),
  });
}

export function useTraffic(id: string, span: TrafficSpan) {
  return useQuery({
    queryKey: ['devices', 'traffic', id, span],
    queryFn: ({ signal }) => getJson<DeviceTraffic>(`/devices/${id}/traffic`, { span }, signal),
    placeholderData: (before) => before,
  });
}

export function useMacHistory(id: string) {
  return useQuery({
    queryKey: ['devices', 'mac-history', id],
    queryFn: ({ signal }) => getJson<MacHistory>(`/devices/${id}/mac-history`, {}, signal),
  });
}

export function useNotes(id: string) {
  return useQuery({
    queryKey: ['devices', 'notes', id],
    queryFn: ({ signal }) => getJson<{ items: readonly DeviceNote[] }>(`/devices/${id}/notes`, {}, signal),
  });
}

export function useAddNote(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (text: string) => changeJson<DeviceNote>('POST', `/devices/${id}/notes`, { text }),
    onError: (error) => showError(error, say('noteNotKept')),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['devices'] }),
  });
}

export function useRemoveNote(id: string) {
  const queryClient = useQueryClient();
  const offerUndo = useOfferUndo();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['devices'] });
  return useMutation({
    mutationFn: (note: DeviceNote) => changeJson<undefined>('DELETE', `/devices/${id}/notes/${note.id}`),
    onSuccess: (_, { text }) =>
      offerUndo({
        done: say('noteRemoved'),
        undone: say('noteBack'),
        undo: () => changeJson('POST', `/devices/${id}/notes`, { text }).finally(() => void refresh()),
      }),
    onError: (error) => showError(error, say('noteStill')),
    onSettled: refresh,
  });
}
