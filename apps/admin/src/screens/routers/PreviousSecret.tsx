import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Nas } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { showError } from '../../parts/show-error.ts';
import { useSaveThing } from '../../parts/use-save-thing.ts';
import classes from './Routers.module.css';

/** While a secret is being changed, the old one is accepted beside it, until someone says it is done. */
export function PreviousSecret({ nas }: { readonly nas: Nas }) {
  const [ended, setEnded] = useState(false);
  const change = useSaveThing<Nas>('nas', '/nas', nas.id);
  const mayChange = useMay('nas.change');
  if (!nas.hasPreviousSecret || ended) return null;
  const end = () =>
    change.mutate(
      { previousSecret: null },
      {
        onSuccess: () => setEnded(true),
        onError: (error) => showError(error, 'The old secret is still accepted.'),
      },
    );
  return (
    <div className={classes['verdict']}>
      <b>Two secrets are accepted</b>
      <p>The one before the last change still works. Once the router uses the new one, end it.</p>
      {mayChange && (
        <Button mt="xs" size="xs" variant="default" loading={change.isPending} onClick={end}>
          Accept only the new secret
        </Button>
      )}
    </div>
  );
}
