import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatNumber } from './format/number.ts';
import classes from './NumberTiles.module.css';

/** A row of numbers, each a link to the list behind it. */
export function NumberTiles({ children }: { readonly children: ReactNode }) {
  return <div className={classes['numbers']}>{children}</div>;
}

export type NumberTileProps = {
  readonly to:
    | '/customers'
    | '/devices'
    | '/payments'
    | '/sessions'
    | '/zones/waiting'
    | '/zones/$zoneId/waiting';
  readonly params?: { readonly zoneId: string };
  readonly search?: Readonly<Record<string, string>>;
  readonly label: string;
  /** `undefined`: it is being counted. */
  readonly value: number | undefined;
  /** Where it is more than a count: money. */
  readonly say?: (value: number) => string;
};

export function NumberTile({ label, value, say = formatNumber, search = {}, ...where }: NumberTileProps) {
  return (
    <Link {...where} search={search} className={classes['number']}>
      <span className={classes['label']}>{label}</span>
      {value === undefined ? (
        <Skeleton h={26} w={60} />
      ) : (
        <span className={classes['value']}>{say(value)}</span>
      )}
    </Link>
  );
}
