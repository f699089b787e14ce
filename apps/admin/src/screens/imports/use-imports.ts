import { type ImportKind, type ImportMode, isUnderWork } from '@gatehouse/domain/imports/import-words';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { changeJson, getJson } from '../../api/call-api.ts';
import type { CheckImportSent, ImportInFull } from './import-types.ts';
import { say } from './texts.ts';

export const IMPORTS = 'imports';
export const IMPORT_ROWS = 'import-rows';

const WATCH_MS = 700;

/** One import, asked for again and again while it is worked at. What it changed is read anew once it is done. */
export function useImport(importId: string) {
  const queryClient = useQueryClient();
  const query = useQuery({
    queryKey: [IMPORTS, 'one', importId],
    queryFn: ({ signal }) => getJson<ImportInFull>(`/import-batches/${importId}`, {}, signal),
    refetchInterval: ({ state: { data } }) => (data && isUnderWork(data.state) ? WATCH_MS : false),
  });
  const state = query.data?.state;
  useEffect(() => {
    if (state === undefined || isUnderWork(state)) return;
    for (const thing of [IMPORT_ROWS, 'customers', 'devices', 'imports-list'])
      void queryClient.invalidateQueries({ queryKey: [thing] });
  }, [state, queryClient]);
  return query;
}

export type FileToSend = {
  readonly kind: ImportKind;
  readonly fileName?: string;
  readonly text?: string;
  readonly base64?: string;
};

export function useBeginImport() {
  const queryClient = useQueryClient();
  return useMutation({
    // What is sent holds passwords: it stays in no cache.
    gcTime: 0,
    mutationFn: (file: FileToSend) => changeJson<ImportInFull>('POST', '/import-batches', file),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['imports-list'] }),
  });
}

type Step =
  | { readonly step: 'check'; readonly body: Partial<CheckImportSent> }
  | { readonly step: 'apply'; readonly body: { readonly mode: ImportMode } }
  | { readonly step: 'undo'; readonly body?: undefined };

/** The next thing that is to be done with an import. */
export function useSteerImport(importId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ step, body }: Step) => {
      const { value } = await changeJson<ImportInFull>('POST', `/import-batches/${importId}/${step}`, body);
      return value;
    },
    onSuccess: (value) => queryClient.setQueryData([IMPORTS, 'one', importId], value),
  });
}

export function useDropImport(importId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => changeJson<void>('DELETE', `/import-batches/${importId}`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['imports-list'] }),
  });
}

/** A file as the API takes it: its octets, in letters. */
export function readBase64(file: File): Promise<string> {
  const reader = new FileReader();
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  reader.onload = () =>
    resolve(typeof reader.result === 'string' ? reader.result.replace(/^[^,]*,/, '') : '');
  reader.onerror = () => reject(new Error(say('fileNotRead')));
  reader.readAsDataURL(file);
  return promise;
}
