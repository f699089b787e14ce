import { languages } from '@gatehouse/domain/languages';
import { z } from 'zod';
import { optionalEmailInput } from '../mail/email-input.ts';
import { idShape, pageShape, textInput, timeShape } from '../shapes.ts';
import { codeInput, twoFactorStateShape } from './two-factor/two-factor.schemas.ts';
import { OPERATOR_PASSWORD_LENGTH_MAX, OPERATOR_PASSWORD_LENGTH_MIN } from './operator-password.ts';

/** Roles, in the order of what they may do. The database holds the same list. */
export const roleShape = z.enum(['owner', 'manager', 'support', 'sales', 'read-only']);

const passwordInput = z.string().max(OPERATOR_PASSWORD_LENGTH_MAX);
const newPasswordInput = passwordInput.meta({ minLength: OPERATOR_PASSWORD_LENGTH_MIN });
const usernameInput = textInput(64);

export const setUpInput = z.strictObject({
  token: z.string().max(200).meta({ description: 'The one-time token of the set-up link' }),
  name: textInput(100),
  username: usernameInput,
  password: newPasswordInput,
});
export type SetUpInput = z.infer<typeof setUpInput>;

export const checkSetUpInput = z.strictObject({ token: z.string().max(200) });
export const setUpTokenShape = z.object({
  good: z.boolean().meta({ description: 'Whether the token still makes the first operator' }),
});

export const setUpStateShape = z.object({
  needed: z.boolean().meta({ description: 'True until the first operator exists' }),
});

export const signInInput = z.strictObject({
  username: z.string().max(256),
  password: passwordInput,
  code: codeInput.optional(),
});

export const changePasswordInput = z.strictObject({
  currentPassword: passwordInput,
  newPassword: newPasswordInput,
});

export const changeMeInput = z.strictObject({
  language: z
    .enum(languages)
    .nullable()
    .meta({ description: 'What the web app speaks to me; `null`: the browser’s own language' }),
});

export const changeMyEmailInput = z.strictObject({
  email: optionalEmailInput.meta({ description: 'Where links to my new password are sent; `null`: nowhere' }),
});

export const meShape = z
  .object({
    kind: z.enum(['operator', 'api-token']),
    id: idShape,
    name: z.string(),
    username: z.string().nullable().meta({ description: '`null` for an API token' }),
    email: z.string().nullable().meta({ description: 'Where links to my new password are sent' }),
    role: roleShape,
    limited: z.boolean().meta({ description: 'To zones and routers, and so to the customers of them' }),
    language: z
      .enum(languages)
      .nullable()
      .meta({ description: 'What the web app speaks to me; `null`: the browser’s own language' }),
    permissions: z.array(z.string()),
    secondFactor: twoFactorStateShape.nullable().meta({ description: '`null` for an API token' }),
    secondFactorDue: z.boolean().meta({
      description: 'This sign-in reaches nothing before a second factor is set up',
    }),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof meShape>;

export const signInShape = z
  .object({
    id: idShape,
    createdAt: timeShape,
    lastUsedAt: timeShape,
    expiresAt: timeShape,
    sourceAddress: z.string().nullable(),
    userAgent: z.string().nullable(),
    current: z.boolean().meta({ description: 'The one this request was made with' }),
  })
  .meta({ id: 'SignIn' });
export const signInsShape = pageShape(signInShape);
export type SignIn = z.infer<typeof signInShape>;

export const operatorShape = z
  .object({
    id: idShape,
    name: z.string(),
    username: z.string(),
    email: z.string().nullable().meta({ description: 'Where a link to a new password is sent' }),
    role: roleShape,
    limited: z
      .boolean()
      .meta({ description: 'Looks after some zones and routers, and the customers at home there' }),
    enabled: z.boolean().meta({ description: '`false`: switched off; they cannot sign in' }),
    hasPassword: z.boolean().meta({ description: '`false`: has not set one yet, so cannot sign in' }),
    hasSecondFactor: z.boolean(),
    linkExpiresAt: timeShape
      .nullable()
      .meta({ description: 'Until when a link to set a password is good; `null`: there is none' }),
    signInCount: z.int().meta({ description: 'In how many browsers they are signed in' }),
    addedAt: timeShape,
    lastSeenAt: timeShape.nullable(),
  })
  .meta({ id: 'Operator' });
export type Operator = z.infer<typeof operatorShape>;
export const operatorsShape = pageShape(operatorShape);

export const operatorSorts = ['name', 'addedAt', 'lastSeenAt'] as const;
export type OperatorSort = (typeof operatorSorts)[number];
export const operatorFilters = {
  role: roleShape.optional(),
  state: z.enum(['on', 'off']).optional(),
};
export type OperatorFilters = z.output<z.ZodObject<typeof operatorFilters>>;

export const addOperatorInput = z.strictObject({
  name: textInput(100),
  username: usernameInput,
  email: optionalEmailInput.optional(),
  role: roleShape,
});
export type AddOperatorInput = z.output<typeof addOperatorInput>;

export const changeOperatorInput = addOperatorInput.partial().extend({
  enabled: z.boolean().optional().meta({ description: '`false`: sign-ins and links end at once' }),
});
export type ChangeOperatorInput = z.output<typeof changeOperatorInput>;
