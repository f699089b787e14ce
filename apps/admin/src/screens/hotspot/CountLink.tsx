import { Link } from '@tanstack/react-router';
import { formatNumber } from '../../parts/format/number.ts';
import { Quiet } from '../../parts/Quiet.tsx';

type Props = {
  readonly to: '/customers' | '/sessions' | '/zones/$zoneId/waiting';
  readonly params?: { readonly zoneId: string };
  readonly search?: Readonly<Record<string, string>>;
  readonly count: number;
  /** For whoever hears the link alone. */
  readonly label: string;
};

/** A number that leads to what it counts; nothing leads nowhere. */
export function CountLink({ count, label, ...where }: Props) {
  if (count === 0) return <Quiet text="0" />;
  return (
    <Link {...where} aria-label={label}>
      {formatNumber(count)}
    </Link>
  );
}
