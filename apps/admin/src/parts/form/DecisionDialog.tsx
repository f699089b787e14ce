import { Button, Group } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { Dialog } from '../Dialog.tsx';
import classes from './DecisionDialog.module.css';
import { EntryForm } from './EntryForm.tsx';
import { say } from '../texts.ts';

type Props = {
  /** "Approve BDT 500.00 from Rahima Akter?" */
  readonly title: string;
  readonly onClose: () => void;
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  readonly saving: boolean;
  readonly fault: string | null;
  /** A verb: "Approve". */
  readonly label: string;
  readonly red?: boolean;
  readonly children: ReactNode;
};

/** What cannot be undone is asked once, with the name and the effect. */
export function DecisionDialog({ title, onClose, label, red = false, children, ...form }: Props) {
  return (
    <Dialog title={title} onClose={onClose} width={460}>
      <EntryForm className={classes['decision']} onSubmit={form.onSubmit} fault={form.fault}>
        {children}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          <Button type="submit" loading={form.saving} {...(red && { color: 'red' })}>
            {label}
          </Button>
        </Group>
      </EntryForm>
    </Dialog>
  );
}
