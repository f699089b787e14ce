import { RowLink } from '../../parts/RowLink.tsx';

type Props = {
  readonly customerId: string | null;
  readonly customerName: string | null;
  readonly username: string;
};

/** Whose a session is: the customer's name, which leads to their sessions, or the username where it is nobody's. */
export function WhoseSession({ customerId, customerName, username }: Props) {
  if (customerId === null) return username;
  return (
    <RowLink to="/customers/$customerId/sessions" params={{ customerId }}>
      {customerName ?? username}
    </RowLink>
  );
}
