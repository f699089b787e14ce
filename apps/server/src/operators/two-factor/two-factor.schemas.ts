import { z } from 'zod';
import { timeShape } from '../../shapes.ts';
import { OPERATOR_PASSWORD_LENGTH_MAX } from '../operator-password.ts';
import { settingsShape } from '../../settings/settings.schemas.ts';

const passwordInput = z.string().max(OPERATOR_PASSWORD_LENGTH_MAX);
export const codeInput = z
  .string()
  .min(1)
  .max(64)
  .meta({
    description: 'Six digits of the authenticator app, or a recovery code',
    examples: ['123456', 'k7mq-2xhd-9wpa-c4ft'],
  });

export const twoFactorStateShape = z.object({
  since: timeShape.nullable().meta({ description: '`null`: none is set up, the password alone does' }),
  isRequired: z.boolean().meta({ description: 'Whether the role needs one' }),
  signInsLeft: z
    .int()
    .nullable()
    .meta({ description: 'How many sign-ins are left without one; `null`: it is not missing' }),
  recoveryCodesLeft: z.int().nullable(),
});
export type TwoFactorState = z.infer<typeof twoFactorStateShape>;

const requirementFields = {
  roles: settingsShape.shape.twoFactorRequiredFor,
  graceSignIns: settingsShape.shape.twoFactorGraceSignIns,
};
export const requirementShape = z.object(requirementFields).meta({ id: 'TwoFactorRequirement' });
export const requirementInput = z.strictObject(requirementFields);
export type TwoFactorRequirement = z.infer<typeof requirementShape>;

export const stepUpInput = z
  .strictObject({ password: passwordInput.optional(), code: codeInput.optional() })
  .meta({ description: '`code` where a second factor is set up, else `password`' });

export const withPasswordInput = z.strictObject({ password: passwordInput });
export const turnOnInput = z.strictObject({ code: codeInput });
export const resetInput = z.strictObject({ reason: z.string().trim().max(200).optional() });

export const offeredShape = z
  .object({
    secret: z.string().meta({ description: 'Base32, for apps that cannot read the QR code' }),
    address: z.string().meta({ description: 'What the QR code holds: `otpauth://…`' }),
  })
  .meta({ id: 'TwoFactorOffered' });
export type TwoFactorOffered = z.infer<typeof offeredShape>;

export const recoveryCodesShape = z
  .object({ recoveryCodes: z.array(z.string()) })
  .meta({ id: 'RecoveryCodes', description: 'Shown this once; only their hashes are kept' });
export type RecoveryCodes = z.infer<typeof recoveryCodesShape>;
