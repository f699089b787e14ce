import { z } from 'zod';

/** One address, in lower case, with nothing in it that a mail's header could be made longer by. */
export const emailInput = z
  .string()
  .max(1000)
  .transform((typed) => typed.normalize('NFC').trim().toLowerCase())
  .pipe(
    z
      .string()
      .max(254)
      .regex(
        /^[^\s\p{C}<>()[\]\\,;:"@]+@[^\s\p{C}<>()[\]\\,;:"@]+\.[^\s\p{C}<>()[\]\\,;:"@.]+$/u,
        'is not an e-mail address',
      ),
  )
  .meta({ description: 'An e-mail address', examples: ['karim@example.net'] });

/** Nothing typed: none. */
export const optionalEmailInput = z.preprocess(
  (typed) => (typeof typed === 'string' && typed.trim() === '' ? null : typed),
  emailInput.nullable(),
);
