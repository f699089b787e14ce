import type { SecretBox } from '../../secrets.ts';
import type { KnownCustomer } from '../gather-import-facts.ts';

/** Whether this is another password than the customer's; asked only where it matters, for it decrypts. */
export function isNewPassword(
  secretBox: SecretBox,
  password: () => string | null,
): (customer: KnownCustomer) => boolean {
  return ({ password_cipher }) => {
    const typed = password();
    return typed !== null && secretBox.open(password_cipher, 'network-password') !== typed;
  };
}
