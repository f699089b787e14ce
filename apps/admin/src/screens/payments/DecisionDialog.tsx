import { Button, Group } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { Dialog } from '../../parts/Dialog.tsx';
import { EntryForm } from '../../parts/form/EntryForm.tsx';
import classes from './Payments.module.css';

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

/** What a person decides about money is asked once, with the name and the effect: it cannot be undone. */
export function DecisionDialog({ title, onClose, label, red = false, children, ...form }: Props) {
  return (
    <Dialog title={title} onClose={onClose} width={460}>
      <EntryForm className={classes['decision']} onSubmit={form.onSubmit} fault={form.fault}>
        {children}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={form.saving} {...(red && { color: 'red' })}>
            {label}
          </Button>
        </Group>
      </EntryForm>
    </Dialog>
  );
}
