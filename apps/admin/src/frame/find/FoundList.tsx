import { MacText } from '../../parts/mac/MacText.tsx';
import classes from './Find.module.css';
import type { Found } from './use-found.ts';

type Props = {
  readonly id: string;
  readonly found: Found;
  readonly at: number;
  readonly typed: string;
  readonly onOpen: (index: number) => void;
};

export function FoundList({ id, found, at, typed, onOpen }: Props) {
  return (
    <>
      <div
        role="listbox"
        id={id}
        aria-label="Found"
        className={classes['found']}
        tabIndex={0}
        hidden={found.items.length === 0}
      >
        {found.items.map((item, index) => (
          <button
            type="button"
            tabIndex={-1}
            key={item.key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            className={classes['item']}
            ref={(element) => {
              if (index === at) element?.scrollIntoView({ block: 'nearest' });
            }}
            onClick={() => onOpen(index)}
          >
            <item.icon size={17} stroke={1.6} aria-hidden />
            <span className={classes['name']}>{item.name}</span>
            <span className={classes['detail']}>
              {item.mac !== undefined && <MacText mac={item.mac} />}
              {item.detail}
            </span>
          </button>
        ))}
      </div>
      {found.items.length === 0 && (
        <p className={classes['nothing']} role="status">
          {found.searching
            ? 'Searching…'
            : `Nothing is called “${typed}”, and nobody online has such an address.`}
        </p>
      )}
    </>
  );
}
