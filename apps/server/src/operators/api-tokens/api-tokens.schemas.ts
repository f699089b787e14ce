import { type Permission, permissions } from '@gatehouse/domain/operators/permissions';
import { z } from 'zod';
import { countInput, idShape, pageShape, textInput, timeShape } from '../../shapes.ts';
import { roleShape } from '../operators.schemas.ts';

export const apiTokenStates = ['good', 'over', 'revoked'] as const;

export const apiTokenShape = z
  .object({
    id: idShape,
    name: z.string(),
    hint: z.string().nullable().meta({ description: 'How it begins' }),
    role: roleShape,
    permissions: z
      .array(z.string())
      .nullable()
      .meta({ description: 'What it may do of what the role may; `null`: everything' }),
    state: z.enum(apiTokenStates),
    createdAt: timeShape,
    createdBy: z.string().nullable(),
    expiresAt: timeShape.nullable().meta({ description: '`null`: good until it is revoked' }),
    lastUsedAt: timeShape.nullable(),
    lastUsedFrom: z.string().nullable(),
    revokedAt: timeShape.nullable(),
  })
  .meta({ id: 'ApiToken' });
export type ApiToken = z.infer<typeof apiTokenShape>;
export const apiTokensShape = pageShape(apiTokenShape);

export const newApiTokenShape = apiTokenShape
  .extend({ token: z.string().meta({ description: 'The token itself; told only now' }) })
  .meta({ id: 'NewApiToken' });
export type NewApiTokenShown = z.infer<typeof newApiTokenShape>;

export const apiTokenSorts = ['createdAt', 'name', 'lastUsedAt'] as const;
export type ApiTokenSort = (typeof apiTokenSorts)[number];
export const apiTokenFilters = { state: z.enum(apiTokenStates).optional() };
export type ApiTokenFilters = z.output<z.ZodObject<typeof apiTokenFilters>>;

export const addApiTokenInput = z.strictObject({
  name: textInput(100),
  role: roleShape,
  permissions: z
    .array(z.enum(permissions as [Permission, ...Permission[]]))
    .min(1, 'needs one permission or more')
    .transform((chosen) => permissions.filter((permission) => chosen.includes(permission)))
    .nullable()
    .default(null),
  validDays: countInput(1, 3650)
    .nullable()
    .meta({ description: 'After so many days it is refused; `null`: good until it is revoked' }),
});
