import { Button, CopyButton, Group } from '@mantine/core';
import classes from './TwoFactor.module.css';

type Props = { readonly codes: readonly string[]; readonly onKept: () => void };

/** Shown this once. */
export function RecoveryCodeList({ codes, onKept }: Props) {
  const text = codes.join('\n');
  const save = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(
      new Blob([`Gatehouse, recovery codes\n\n${text}\n`], { type: 'text/plain' }),
    );
    link.download = 'gatehouse-recovery-codes.txt';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };
  return (
    <div className={classes['form']}>
      <p className={classes['intro']}>
        Each of these lets you in once when the telephone is not there. They are shown only now: print them or
        keep them where you keep passwords, and not on the same telephone.
      </p>
      <ul className={classes['codes']} dir="ltr" aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group gap="xs">
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" onClick={save}>
          Save as a file
        </Button>
        <Button onClick={onKept} data-autofocus>
          I have kept them
        </Button>
      </Group>
    </div>
  );
}
