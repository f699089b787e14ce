const ALPHABET = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 24;

/** A shared secret that no router's command line has to quote. `randomBytes` gives that many octets. */
export function proposeSecret(randomBytes: (count: number) => Uint8Array): string {
  let secret = '';
  while (secret.length < LENGTH) {
    for (const octet of randomBytes(LENGTH)) {
      // Above the last whole multiple the first letters would come more often.
      const usable = octet < Math.floor(256 / ALPHABET.length) * ALPHABET.length;
      if (usable && secret.length < LENGTH) secret += ALPHABET.charAt(octet % ALPHABET.length);
    }
  }
  return secret;
}
