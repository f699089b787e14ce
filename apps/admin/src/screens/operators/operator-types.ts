export type { Operator } from '@gatehouse/server/operators/operators.schemas';
export type {
  OperatorWithLink,
  PasswordLink,
} from '@gatehouse/server/operators/password-links/password-links.schemas';
