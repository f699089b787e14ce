import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { mailFaults } from '@gatehouse/domain/mail/mail-faults';
import { z } from 'zod';
import { isLocalhost, isLoopback } from '../outgoing/may-ask.ts';
import { readOrigin } from '../settings/settings.schemas.ts';
import { textInput, timeShape } from '../shapes.ts';
import { emailInput } from './email-input.ts';

export const securities = ['tls', 'starttls', 'none'] as const;
export type MailSecurity = (typeof securities)[number];

const securityShape = z.enum(securities).meta({
  description:
    '`tls`: TLS from the beginning (usually port 465); `starttls`: begun in plain text and then TLS, or nothing is sent (587); `none`: plain text, to this machine only',
});

export const mailServerShape = z
  .object({
    host: z.string(),
    port: z.int(),
    security: securityShape,
    username: z.string().nullable(),
    hasPassword: z.boolean().meta({ description: 'The password itself is never told again' }),
    senderAddress: z.string(),
    senderName: z.string(),
    appUrl: z.string().meta({ description: 'Where operators reach the web app: begins each link' }),
    changedAt: timeShape,
    changedBy: z.string(),
    lastSentAt: timeShape.nullable().meta({ description: 'When a mail was last taken' }),
    lastFailedAt: timeShape.nullable().meta({ description: 'When one last was not' }),
    lastFault: z.enum(mailFaults).nullable().meta({ description: 'Why not' }),
    lastSaid: z.string().nullable().meta({ description: 'What the server answered then' }),
  })
  .meta({ id: 'MailServer' });
export type MailServer = z.infer<typeof mailServerShape>;

export const mailServerStateShape = z.object({
  server: mailServerShape.nullable().meta({ description: '`null`: mail is not set up' }),
});
export type MailServerState = z.infer<typeof mailServerStateShape>;

const hostInput = z
  .string()
  .max(1000)
  .transform((typed, context) => {
    const host = readHost(typed.trim());
    if (host !== null) return host;
    context.addIssue({
      code: 'custom',
      message: 'must be the name or the IP address of a server, like smtp.example.net',
    });
    return z.NEVER;
  });

function readHost(text: string): string | null {
  if (isIP(text) !== 0) return text.includes('%') ? null : text;
  const name = /[/\\?#@:%[\]\s]/.test(text) ? '' : domainToASCII(text);
  return name.length <= 253 &&
    /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/.test(name)
    ? name
    : null;
}

/** Only a browser on this machine may follow a link without TLS. */
const appUrlInput = z
  .string()
  .max(200)
  .transform((typed, context) => {
    const origin = readOrigin(typed.trim());
    if (origin !== null && (origin.startsWith('https:') || isThisMachine(new URL(origin).hostname)))
      return origin;
    context.addIssue({
      code: 'custom',
      message: 'must be https:// with a host and nothing behind it, like https://gatehouse.example.net',
    });
    return z.NEVER;
  });

const credentialInput = z
  .string()
  .max(500)
  .regex(/^[^\p{Cc}]*$/u, 'must be one line');

export const putMailServerInput = z
  .strictObject({
    host: hostInput,
    port: z.int().min(1).max(65_535),
    security: securityShape,
    username: credentialInput
      .transform((typed) => typed.trim() || null)
      .nullable()
      .default(null)
      .meta({ description: '`null`: the server asks nobody who they are' }),
    password: credentialInput
      .min(1)
      .optional()
      .meta({ description: 'Absent: as it was, which only the same server and username have' }),
    senderAddress: emailInput,
    senderName: textInput(100),
    appUrl: appUrlInput.meta({ description: 'Where operators reach the web app: begins each link' }),
  })
  .superRefine(({ host, security }, context) => {
    if (security !== 'none' || isThisMachine(host)) return;
    const message = 'is for this machine only: to any other server mails and the password go by TLS';
    context.addIssue({ code: 'custom', path: ['security'], message });
  });
export type PutMailServerInput = z.output<typeof putMailServerInput>;

/** By its name or address, whatever the name leads to. */
export function isThisMachine(host: string): boolean {
  return isLoopback(host.replace(/^\[|\]$/g, '')) || isLocalhost(host);
}

export const testMailInput = z.strictObject({ to: emailInput });

export const mailTestedShape = z
  .object({
    to: z.string(),
    sent: z.boolean().meta({ description: 'The server took it' }),
    fault: z.enum(mailFaults).nullable().meta({ description: 'Why it did not' }),
    said: z.string().nullable().meta({ description: "The server's own words" }),
  })
  .meta({ id: 'MailTested' });
export type MailTested = z.infer<typeof mailTestedShape>;
