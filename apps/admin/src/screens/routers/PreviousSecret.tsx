import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Nas } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { showError } from '../../parts/show-error.ts';
import { useSaveThing } from '../../parts/use-save-thing.ts';
import classes from './Routers.module.css';
import { say } from './texts.ts';

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
        onError: (error) => showError(error, say('oldStillAccepted')),
      },
    );
  return (
    <div className={classes['verdict']}>
      <b>{say('twoSecrets')}</b>
      <p>{say('twoSecretsWhy')}</p>
      {mayChange && (
        <Button mt="xs" size="xs" variant="default" loading={change.isPending} onClick={end}>
          {say('onlyNew')}
        </Button>
      )}
    </div>
  );
}
