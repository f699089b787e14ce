import type { ImportKind } from '@gatehouse/domain/imports/import-words';
import { IconFileImport } from '@tabler/icons-react';
import { useMay } from '../../api/use-me.ts';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { say } from './texts.ts';

/** The way to the imports, from the list of what is imported. */
export function ImportLink({ kind }: { readonly kind: ImportKind }) {
  const mayImport = useMay('imports.run');
  if (!mayImport) return null;
  return (
    <LinkButton
      to="/imports"
      search={{ new: kind }}
      variant="default"
      leftSection={<IconFileImport size={16} aria-hidden />}
    >
      {say('import')}
    </LinkButton>
  );
}
