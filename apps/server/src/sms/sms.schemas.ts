import { parsePhoneNumber } from '@gatehouse/domain/customers/phone-number';
import { z } from 'zod';
import { saidShape, timeShape } from '../shapes.ts';
import { mayAsk } from '../outgoing/may-ask.ts';

export const smsGatewayShape = z
  .object({
    kind: z.enum(['log', 'http']).meta({
      description: '`log`: nothing is sent; the log has that a message was wanted, without its code',
    }),
    host: z.string().nullable(),
    changedAt: timeShape.nullable(),
    changedBy: z.string().nullable(),
    lastSentAt: timeShape.nullable().meta({ description: 'When a message was last taken' }),
    lastFailedAt: timeShape.nullable().meta({ description: 'When one last was not' }),
    lastFault: z.string().nullable().meta({ description: 'Why not, in words' }),
    lastFaultSaid: saidShape.nullable(),
  })
  .meta({ id: 'SmsGateway' });
export type SmsGateway = z.infer<typeof smsGatewayShape>;

const urlInput = z
  .string()
  .max(1000)
  .refine(
    (text) => URL.canParse(text) && mayAsk(new URL(text)),
    'must be http:// or https:// with a host, which is neither this machine’s own link nor a cloud’s metadata',
  );

/** What stands in a header has no line breaks. */
const headerInput = z
  .string()
  .max(1000)
  .regex(/^[\x20-\x7e]*$/, 'must be one line of plain letters, digits and signs');

export const putSmsGatewayInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('log') }),
  z
    .strictObject({
      kind: z.literal('http'),
      url: urlInput.meta({ description: '`{{phone}}` and `{{text}}` stand for the message' }),
      body: z.string().max(4000).nullable().default(null).meta({ description: '`null`: a GET' }),
      contentType: z
        .enum(['application/json', 'application/x-www-form-urlencoded'])
        .default('application/json'),
      authorization: headerInput.nullable().default(null),
    })
    .superRefine(({ url, body }, context) => {
      const missing = ['{{phone}}', '{{text}}'].filter((name) => !`${url} ${body ?? ''}`.includes(name));
      if (missing.length === 0) return;
      const message = `must hold ${missing.join(' and ')}: the number and the message are put there`;
      context.addIssue({ code: 'custom', path: [body === null ? 'url' : 'body'], message });
    }),
]);
export type PutSmsGatewayInput = z.output<typeof putSmsGatewayInput>;

const phoneInput = z
  .string()
  .max(60)
  .transform((typed, context) => {
    const phone = parsePhoneNumber(typed, null);
    if (phone !== null) return phone;
    context.addIssue({
      code: 'custom',
      message: 'must be a mobile number with the code of its country, like +880 1712 345678',
    });
    return z.NEVER;
  })
  .meta({ description: 'A mobile number with the code of its country' });

export const testSmsGatewayInput = z.strictObject({ phone: phoneInput });

export const smsTestedShape = z
  .object({
    kind: z.enum(['log', 'http']),
    phone: z.string(),
    sent: z
      .boolean()
      .meta({ description: 'The provider took it; of `log`: the log has it, without its code' }),
    why: z.string().nullable().meta({ description: 'Why it was not sent, and what to do' }),
    whySaid: saidShape.nullable(),
    said: z.string().nullable().meta({ description: "How the provider's own answer begins" }),
  })
  .meta({ id: 'SmsTested' });
export type SmsTested = z.infer<typeof smsTestedShape>;
