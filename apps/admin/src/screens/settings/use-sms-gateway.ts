import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { changeJson, getJson } from '../../api/call-api.ts';
import type { SmsGateway, SmsTested } from '../../api/types.ts';

const queryKey = ['sms-gateway'];

export function useSmsGateway() {
  return useQuery({ queryKey, queryFn: ({ signal }) => getJson<SmsGateway>('/sms-gateway', {}, signal) });
}

export function useChangeSmsGateway() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (gateway: object) => changeJson<SmsGateway>('PUT', '/sms-gateway', gateway),
    onSuccess: ({ value }) => queryClient.setQueryData(queryKey, value),
  });
}

/** Sends one message. What came of it changes what the page says of the provider. */
export function useTestSmsGateway() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (phone: string) => changeJson<SmsTested>('POST', '/sms-gateway/test', { phone }),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
}
