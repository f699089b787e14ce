import { TextInput } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import classes from './AmountField.module.css';

type Props = {
  readonly label?: string;
  /** Where the label stands elsewhere. */
  readonly 'aria-label'?: string;
  readonly name: string;
  readonly field: GetInputPropsReturnType;
  /** Stands at the end of the field: "Mbps". */
  readonly unit?: string;
  readonly whole?: boolean;
  readonly placeholder?: string;
  readonly description?: ReactNode;
};

/**
 * A number with its unit. It is text to the browser: what cannot be is told, not silently made into
 * something else.
 */
export function AmountField({ unit, whole = false, field, ...rest }: Props) {
  return (
    <TextInput
      inputMode={whole ? 'numeric' : 'decimal'}
      autoComplete="off"
      dir="ltr"
      {...(unit !== undefined && {
        rightSection: <span className={classes['unit']}>{unit}</span>,
        rightSectionWidth: 14 + 8 * unit.length,
        rightSectionPointerEvents: 'none',
      })}
      {...rest}
      {...field}
    />
  );
}
