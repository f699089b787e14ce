import { Button, CopyButton, Group } from '@mantine/core';
import classes from './TwoFactor.module.css';
import { say } from './texts.ts';

type Props = { readonly codes: readonly string[]; readonly onKept: () => void };

/** Shown this once. */
export function RecoveryCodeList({ codes, onKept }: Props) {
  const text = codes.join('\n');
  const save = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([`${say('fileHead')}\n\n${text}\n`], { type: 'text/plain' }));
    link.download = 'gatehouse-recovery-codes.txt';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };
  return (
    <div className={classes['form']}>
      <p className={classes['intro']}>{say('keepCodes')}</p>
      <ul className={classes['codes']} dir="ltr" aria-label={say('codes')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group gap="xs">
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? say('copied') : say('copy')}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" onClick={save}>
          {say('saveFile')}
        </Button>
        <Button onClick={onKept} data-autofocus>
          {say('kept')}
        </Button>
      </Group>
    </div>
  );
}
