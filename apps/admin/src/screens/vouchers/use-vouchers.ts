import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { changeJson, getJson } from '../../api/call-api.ts';
import type { MadeVouchers, Voucher, VoucherBatch, VoucherSheet } from './voucher-types.ts';

export const BATCHES = 'voucher-batches';
export const VOUCHERS = 'vouchers';

export function useBatch(batchId: string) {
  return useQuery({
    queryKey: [BATCHES, 'one', batchId],
    queryFn: ({ signal }) => getJson<VoucherBatch>(`/voucher-batches/${batchId}`, {}, signal),
  });
}

/** What is printed beside the codes, for the portal of a zone. */
export function useSheet(batchId: string, zoneId: string) {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return useQuery({
    queryKey: [BATCHES, 'sheet', batchId, zoneId, timeZone],
    queryFn: ({ signal }) =>
      getJson<VoucherSheet>(`/voucher-batches/${batchId}/sheet`, { zoneId, timeZone }, signal),
    enabled: zoneId !== '',
  });
}

export function useMakeVouchers() {
  const queryClient = useQueryClient();
  return useMutation({
    // The codes are in no cache: who asked has them.
    gcTime: 0,
    mutationFn: (entry: object) => changeJson<MadeVouchers>('POST', '/voucher-batches', entry),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: [BATCHES] }),
  });
}

/** @param serial of one of them; `null`: all that are left */
export function useRevoke(batchId: string, serial: number | null) {
  const queryClient = useQueryClient();
  const path = `/voucher-batches/${batchId}${serial === null ? '' : `/vouchers/${serial}`}/revoke`;
  return useMutation({
    mutationFn: (reason: string) => changeJson<object>('POST', path, { reason }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: [BATCHES] });
      await queryClient.invalidateQueries({ queryKey: [VOUCHERS] });
    },
  });
}

export async function findVoucher(code: string): Promise<Voucher> {
  return (await changeJson<Voucher>('POST', '/vouchers/find', { code })).value;
}
