import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { changeJson, getJson } from '../../api/call-api.ts';
import type { Page } from '../../api/types.ts';
import type { Webhook, WebhookDelivery, WebhookWithSecret } from './webhook-types.ts';

const POLL_MS = 10_000;

export function useWebhooks() {
  return useQuery({
    queryKey: ['webhooks', 'all'],
    queryFn: async ({ signal }) => (await getJson<Page<Webhook>>('/webhooks', {}, signal)).items,
    refetchInterval: POLL_MS,
  });
}

export function useWebhook(id: string) {
  return useQuery({
    queryKey: ['webhooks', id],
    queryFn: ({ signal }) => getJson<Webhook>(`/webhooks/${id}`, {}, signal),
    refetchInterval: POLL_MS,
  });
}

function useRefreshWebhooks() {
  const queryClient = useQueryClient();
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ['webhooks'] }),
      queryClient.invalidateQueries({ queryKey: ['webhook-deliveries'] }),
    ]);
}

export function useSwitchWebhook() {
  const onSettled = useRefreshWebhooks();
  return useMutation({
    mutationFn: ({ id, enabled }: { readonly id: string; readonly enabled: boolean }) =>
      changeJson<Webhook>('PATCH', `/webhooks/${id}`, { enabled }),
    onSettled,
  });
}

export function useRenewSecret(id: string) {
  const onSettled = useRefreshWebhooks();
  return useMutation({
    mutationFn: () => changeJson<WebhookWithSecret>('POST', `/webhooks/${id}/secret`),
    onSettled,
  });
}

/** Sent at once; the answer says how it went. */
export function useTestWebhook() {
  const onSettled = useRefreshWebhooks();
  return useMutation({
    mutationFn: (id: string) => changeJson<WebhookDelivery>('POST', `/webhooks/${id}/test`),
    onSettled,
  });
}

export function useSendAgain() {
  const onSettled = useRefreshWebhooks();
  return useMutation({
    mutationFn: (deliveryId: string) =>
      changeJson<WebhookDelivery>('POST', `/webhook-deliveries/${deliveryId}/send-again`),
    onSettled,
  });
}
