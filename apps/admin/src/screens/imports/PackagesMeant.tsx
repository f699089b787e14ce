import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { errorSentence } from '../../parts/show-error.ts';
import { usePackages } from '../packages/use-packages.ts';
import classes from './Imports.module.css';
import type { ImportInFull } from './import-types.ts';
import { rowsText } from './import-words.ts';
import { say } from './texts.ts';
import { useSteerImport } from './use-imports.ts';

const ASKED = '?';
const NONE = '';

/** Which packages are meant by what the file calls them. */
export function PackagesMeant({ batch }: { readonly batch: ImportInFull }) {
  const packages = usePackages();
  const steer = useSteerImport(batch.id);
  const { packages: said } = batch.options;
  const [meant, setMeant] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(
      batch.packages.map(({ name, servicePackageId }) => [
        name,
        servicePackageId ?? (Object.hasOwn(said, name) ? NONE : ASKED),
      ]),
    ),
  );
  const asked = Object.values(meant).filter((id) => id === ASKED).length;
  // It stays open while one answers.
  const [openAtFirst] = useState(asked > 0);
  if (batch.packages.length === 0) return null;
  const check = () => {
    const chosen = Object.entries(meant).filter(([, id]) => id !== ASKED);
    const answers = Object.fromEntries(chosen.map(([name, id]) => [name, id === NONE ? null : id]));
    steer.mutate({ step: 'check', body: { packages: answers } });
  };
  return (
    <details className={classes['packages']} open={openAtFirst}>
      <summary>
        {say('packagesInFile')}
        {asked > 0 && <span className={classes['asked']}>{say('notKnown', { number: asked })}</span>}
      </summary>
      <ul>
        {batch.packages.map(({ name, count }) => (
          <li key={name}>
            <span className={classes['packageName']}>
              <bdi>{name}</bdi> <small>{rowsText(count)}</small>
            </span>
            <NativeSelect
              size="xs"
              aria-label={say('packageMeant', { name })}
              value={meant[name] ?? ASKED}
              onChange={(event) => setMeant({ ...meant, [name]: event.currentTarget.value })}
              data={[
                { value: ASKED, label: say('chooseDots'), disabled: true },
                { value: NONE, label: say('noPackage') },
                ...packages.map(({ id, name: label }) => ({ value: id, label })),
              ]}
            />
          </li>
        ))}
      </ul>
      {steer.error !== null && <p role="alert">{errorSentence(steer.error)}</p>}
      <Button variant="default" size="xs" loading={steer.isPending} onClick={check}>
        {say('checkAgain')}
      </Button>
    </details>
  );
}
