import { Kbd } from '@mantine/core';
import { Dialog } from '../parts/Dialog.tsx';
import classes from './KeyboardHelp.module.css';
import { useMenu } from './use-menu.ts';

type Keys = readonly (readonly [string, string])[];

const EVERYWHERE: Keys = [
  ['Ctrl K', 'Find a person, a MAC, an IP address, a page'],
  ['1  2  3', 'On a profile: what its button says'],
  ['u', 'Undo the last change'],
  ['?', 'This help'],
];

const LISTS: Keys = [
  ['/', 'Search the list'],
  ['↓  ↑', 'Next, previous row; also j and k'],
  ['Enter', 'Open the row'],
  ['Space', 'Select the row; also x'],
  ['Shift ↓', 'Select on the way; so does Shift with a click'],
  ['a', 'Select all that are loaded, then all that match'],
  ['b', 'To what can be done with them'],
  ['Esc', 'Select nothing'],
  ['n', 'Add a new one'],
];

const FORMS: Keys = [
  ['Ctrl Enter', 'Save'],
  ['Esc', 'Close'],
];

export function KeyboardHelp({ onClose }: { readonly onClose: () => void }) {
  const places: Keys = useMenu().flatMap((group) =>
    group.items.map((item) => [`g ${item.key}`, item.label] as const),
  );
  return (
    <Dialog title="Keyboard" onClose={onClose} width={620}>
      <div className={classes['columns']}>
        <Section title="Everywhere" keys={EVERYWHERE} />
        <Section title="In a list" keys={LISTS} />
        <Section title="Go to" keys={places} />
        <Section title="In a form" keys={FORMS} />
      </div>
    </Dialog>
  );
}

function Section({ title, keys }: { readonly title: string; readonly keys: Keys }) {
  return (
    <section>
      <h3 className={classes['title']}>{title}</h3>
      <dl className={classes['keys']}>
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              {key.split(/\s+/).map((part) => (
                <Kbd key={part} size="xs">
                  {part}
                </Kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
