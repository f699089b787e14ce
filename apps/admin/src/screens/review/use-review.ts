import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { changeJson, getJson } from '../../api/call-api.ts';
import { useLive } from '../../api/live/use-live.ts';
import type { ReviewCounts, ReviewDecided, ReviewFinding } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { showError } from '../../parts/show-error.ts';
import { useOfferUndo } from '../../parts/undo/UndoProvider.tsx';
import { REMOVAL_EFFECT, useRefreshDevices } from '../devices/use-devices.ts';
import { say } from './texts.ts';

const POLL_MS = 30_000;
const COUNTS = ['review', 'counts'];
const RULES_COUNTED_MAX = 10_000;

/** How many findings wait, by rule. */
export function useReviewCounts() {
  return useQuery({
    queryKey: COUNTS,
    queryFn: ({ signal }) => getJson<ReviewCounts>('/review/counts', {}, signal),
    refetchInterval: useLive(['review'], COUNTS, POLL_MS),
  });
}

/** For the menu: none for who may not decide. */
export function useReviewWaiting(): number {
  const mayDecide = useMay('devices.remove');
  const { data } = useReviewCounts();
  if (!mayDecide || data === undefined) return 0;
  return data.rules.some(({ open }) => open === null) || data.open > RULES_COUNTED_MAX
    ? Number.POSITIVE_INFINITY
    : data.open;
}

export function useRefreshReview() {
  const queryClient = useQueryClient();
  const refreshDevices = useRefreshDevices();
  return async () => {
    await Promise.all([queryClient.invalidateQueries({ queryKey: ['review'] }), refreshDevices()]);
  };
}

type Decision = { readonly decision: 'keep' | 'remove'; readonly findings: readonly ReviewFinding[] };

/** Keeps or removes at once, and offers to undo for ten seconds. */
export function useDecideReview() {
  const refresh = useRefreshReview();
  const offerUndo = useOfferUndo();
  const undo = useMutation({
    mutationFn: (decided: ReviewDecided) =>
      changeJson<ReviewDecided>('POST', '/review/decisions/undo', { decisionIds: decided.decisionIds }),
    onSuccess: ({ value }) => sayLeft(value),
    onSettled: refresh,
  });
  return useMutation({
    mutationFn: ({ decision, findings }: Decision) =>
      changeJson<ReviewDecided>('POST', '/review/decisions', {
        decision,
        findingIds: findings.map(({ id }) => id),
      }),
    onSuccess: ({ value }, { decision, findings }) => {
      sayLeft(value);
      if (value.devices === 0) return;
      const what = namesOf(findings, value.devices);
      offerUndo({
        done: say(decision === 'keep' ? 'keptWhat' : 'removedWhat', { what }),
        note: decision === 'keep' ? say('notListedAgain') : REMOVAL_EFFECT,
        undone: say(decision === 'keep' ? 'listedAgain' : 'registeredAgain', { what }),
        undo: () => undo.mutateAsync(value),
      });
    },
    onError: (error) => showError(error, say('nothingChanged')),
    onSettled: refresh,
  });
}

function sayLeft({ left }: ReviewDecided): void {
  for (const { name, message } of left)
    notifications.show({ color: 'yellow', title: say('leftAsIs', { name }), message });
}

function namesOf(findings: readonly ReviewFinding[], devices: number): string {
  const [only] = findings;
  if (devices !== 1 || only === undefined) return say('devices', { count: devices });
  return say('deviceOf', {
    device: only.device.label ?? only.device.mac,
    customer: only.device.customerName,
  });
}
