import { languages } from '@gatehouse/domain/languages';
import { z } from 'zod';
import { timeShape } from '../../shapes.ts';
import { OPERATOR_PASSWORD_LENGTH_MAX, OPERATOR_PASSWORD_LENGTH_MIN } from '../operator-password.ts';
import { operatorShape } from '../operators.schemas.ts';

export const passwordLinkShape = z
  .object({
    path: z.string().meta({
      description:
        'What stands behind the address of this app. It is told only now; whoever has it sets the password',
    }),
    expiresAt: timeShape,
  })
  .meta({ id: 'PasswordLink' });
export type PasswordLink = z.infer<typeof passwordLinkShape>;

export const operatorWithLinkShape = operatorShape
  .extend({ passwordLink: passwordLinkShape })
  .meta({ id: 'OperatorWithLink' });
export type OperatorWithLink = z.infer<typeof operatorWithLinkShape>;

const tokenInput = z.string().max(200).meta({ description: 'What the link holds behind its #' });
export const checkPasswordLinkInput = z.strictObject({ token: tokenInput });

export const passwordLinkStateShape = z.object({
  good: z.boolean(),
  name: z.string().nullable().meta({ description: 'Whose link it is; `null` where it is none' }),
  username: z.string().nullable(),
  first: z.boolean().meta({ description: 'They have had no password before' }),
});

export const usePasswordLinkInput = z.strictObject({
  token: tokenInput,
  password: z.string().max(OPERATOR_PASSWORD_LENGTH_MAX).meta({ minLength: OPERATOR_PASSWORD_LENGTH_MIN }),
});

export const forgottenPasswordWaysShape = z.object({
  byMail: z.boolean().meta({ description: '`false`: mail is not set up; ask an owner' }),
});

export const forgottenPasswordInput = z.strictObject({
  name: z.string().min(1).max(256).meta({ description: 'A username or an e-mail address' }),
  language: z.enum(languages).optional().meta({ description: 'For who has chosen none' }),
});
