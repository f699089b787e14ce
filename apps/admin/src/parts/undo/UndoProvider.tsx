import { notifications } from '@mantine/notifications';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef } from 'react';
import { isTyping } from '../is-typing.ts';
import { showError } from '../show-error.ts';
import { UndoMessage } from './UndoMessage.tsx';
import { say } from '../texts.ts';

const UNDO_MS = 10_000;

export type Undoable = {
  /** What was done, as a sentence: "Removed Home Router from Rahima Akter." */
  readonly done: string;
  /** What is worth knowing about it. */
  readonly note?: string;
  readonly undo: () => Promise<unknown>;
  /** What is said after undoing; where that depends on what came of it, made of the answer. */
  readonly undone: string | (() => string);
};

type Undoing = {
  readonly offer: (change: Undoable) => void;
  readonly hold: (undo: () => void) => () => void;
};

const UndoContext = createContext<Undoing>({ offer: () => {}, hold: () => () => {} });

/** Changes are confirmed by doing them, with ten seconds to take them back: by the button, or by `u`. */
export function UndoProvider({ children }: { readonly children: ReactNode }) {
  const latest = useRef<(() => void) | null>(null);
  const offer = useCallback((change: Undoable) => {
    const id = crypto.randomUUID();
    const forget = () => {
      latest.current = null;
    };
    const undo = () => {
      forget();
      notifications.update({ id, message: say('undoing'), autoClose: false, withCloseButton: false });
      change.undo().then(
        () => notifications.update({ id, message: saidOf(change), autoClose: 3_000, color: 'green' }),
        (error: unknown) => {
          notifications.hide(id);
          showError(error, say('notUndone'));
        },
      );
    };
    latest.current = undo;
    notifications.show({
      id,
      color: 'accent',
      autoClose: UNDO_MS,
      onClose: forget,
      message: <UndoMessage done={change.done} note={change.note} onUndo={undo} />,
    });
  }, []);
  const hold = useCallback((undo: () => void) => {
    latest.current = undo;
    return () => {
      if (latest.current === undo) latest.current = null;
    };
  }, []);
  const undoing = useMemo(() => ({ offer, hold }), [offer, hold]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'u' || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      latest.current?.();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return <UndoContext value={undoing}>{children}</UndoContext>;
}

function saidOf({ undone }: Undoable): string {
  return typeof undone === 'string' ? undone : undone();
}

export function useOfferUndo(): (change: Undoable) => void {
  return useContext(UndoContext).offer;
}

/** What a page itself offers to undo, for as long as it does, is what `u` undoes. `null`: nothing. */
export function useUndoKey(undo: (() => void) | null): void {
  const { hold } = useContext(UndoContext);
  useEffect(() => (undo === null ? undefined : hold(undo)), [hold, undo]);
}
