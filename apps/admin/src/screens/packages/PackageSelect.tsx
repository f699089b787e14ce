import { Select } from '@mantine/core';
import type { CustomerKind } from '@gatehouse/domain/access/access-facts';
import type { ReactNode } from 'react';
import type { ServicePackage } from '../../api/types.ts';
import { formatMoney } from '../../parts/format/money.ts';
import { describePackage } from './describe-package.ts';
import { usePackages } from './use-packages.ts';
import { say } from './texts.ts';

type Props = {
  readonly kind: CustomerKind;
  /** Only those that have a price, which is said first. */
  readonly priced?: boolean;
  readonly label: string;
  readonly name: string;
  readonly description?: ReactNode;
  readonly value?: string;
  readonly onChange: (servicePackageId: string) => void;
  readonly onBlur?: () => void;
  readonly error?: ReactNode;
};

/** The packages for this kind of customer, each with what it grants. */
export function PackageSelect({ kind, priced = false, value = '', onChange, ...rest }: Props) {
  const options = usePackages()
    .filter((item) => item.kind === kind && (!priced || priceOf(item) !== null))
    .map((item) => ({
      value: item.id,
      label: [item.name, priced ? priceOf(item) : null, describePackage(item)]
        .filter((part) => part !== null)
        .join(' · '),
    }));
  return (
    <Select
      searchable
      clearable
      placeholder={say('none')}
      nothingFoundMessage={say('noSuchPackage')}
      data={options}
      value={value === '' ? null : value}
      onChange={(id) => onChange(id ?? '')}
      {...rest}
    />
  );
}

function priceOf({ priceMinor, currency }: ServicePackage): string | null {
  return priceMinor && currency ? formatMoney(priceMinor, currency) : null;
}
