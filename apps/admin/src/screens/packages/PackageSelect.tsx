import { Select } from '@mantine/core';
import { describeServicePackage } from '@gatehouse/domain/service-packages/describe-service-package';
import type { CustomerKind } from '@gatehouse/domain/access/access-facts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { getJson } from '../../api/call-api.ts';
import type { Page, ServicePackage } from '../../api/types.ts';

type Props = {
  readonly kind: CustomerKind;
  readonly label: string;
  readonly name: string;
  readonly description?: ReactNode;
  readonly value?: string;
  readonly onChange: (servicePackageId: string) => void;
  readonly onBlur?: () => void;
  readonly error?: ReactNode;
};

/** The packages for this kind of customer, each with what it grants. */
export function PackageSelect({ kind, value = '', onChange, ...rest }: Props) {
  const { data } = useQuery({
    queryKey: ['service-packages', 'choose'],
    queryFn: ({ signal }) => getJson<Page<ServicePackage>>('/service-packages', { limit: 500 }, signal),
  });
  const options = (data?.items ?? [])
    .filter((item) => item.kind === kind)
    .map((item) => ({ value: item.id, label: `${item.name} · ${describeServicePackage(item)}` }));
  return (
    <Select
      searchable
      clearable
      placeholder="None"
      nothingFoundMessage="There is no such package"
      data={options}
      value={value === '' ? null : value}
      onChange={(id) => onChange(id ?? '')}
      {...rest}
    />
  );
}
