import { useMutation } from '@tanstack/react-query';
import { getFile } from '../../api/call-api.ts';
import { showError } from '../show-error.ts';
import type { Exported } from './export-link.ts';
import { say } from '../texts.ts';

/** What is selected as a file: by ids, which no link could hold. */
export function useSaveFile(thing: Exported) {
  return useMutation({
    mutationFn: (asked: Readonly<Record<string, unknown>>) => getFile(`/${thing}/export.csv`, asked),
    onSuccess: (file) => saveAs(file, `${thing}.csv`),
    onError: (error) => showError(error, say('nothingExported')),
  });
}

function saveAs(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
