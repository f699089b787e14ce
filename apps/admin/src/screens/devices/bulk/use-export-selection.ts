import { useMutation } from '@tanstack/react-query';
import { getFile } from '../../../api/call-api.ts';
import type { Device } from '../../../api/types.ts';
import type { Chosen } from '../../../parts/data-list/list-types.ts';
import { showError } from '../../../parts/show-error.ts';
import { selectionOf } from './use-bulk.ts';

type Wish = { readonly devices: readonly Device[]; readonly chosen: Chosen };

/** Those that are selected as a file: by their ids, which no link could hold. */
export function useExportSelection() {
  return useMutation({
    mutationFn: ({ devices, chosen }: Wish) =>
      getFile('/devices/export.csv', {
        selection: selectionOf(devices, chosen),
        sort: chosen.sort,
        columns: [...chosen.columns],
      }),
    onSuccess: (file) => saveAs(file, 'devices.csv'),
    onError: (error) => showError(error, 'Nothing was exported.'),
  });
}

function saveAs(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
