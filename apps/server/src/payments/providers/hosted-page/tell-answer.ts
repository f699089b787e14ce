import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import { explainFault } from '../../../outgoing/explain-fault.ts';
import { oneLine } from '../../../outgoing/one-line.ts';
import { AnswerTooLong } from '../open-provider-io.ts';
import type { CallTemplate } from './calls-of.ts';
import { type Answered, NoToken } from './hosted-call.ts';
import type { HostedSettings } from './hosted-settings.ts';
import { Unfillable } from './places.ts';

/** What was answered, for operators; none of our secrets, should the gateway have said them back. */
export function tellAnswer(settings: HostedSettings, call: CallTemplate, { status, text }: Answered): string {
  const said = oneLine(withoutSecrets(settings, text));
  const hint = status === 401 || status === 403 ? ' It refuses the keys.' : '';
  return `${hostOf(call)} answered ${status}${said === null ? '' : `: ${said}`}.${hint}`;
}

export function tellFault(settings: HostedSettings, call: CallTemplate, error: unknown): string {
  if (error instanceof Unfillable) return error.message;
  if (error instanceof NoToken)
    return `It gave no token. ${tellAnswer(settings, { ...call, url: settings.tokenUrl }, error.answered)}`;
  if (error instanceof AnswerTooLong)
    return `${hostOf(call)} answered with more than any answer should have.`;
  return withoutSecrets(settings, sayInEnglish(explainFault(error, new URL(plainUrl(call)))));
}

function withoutSecrets(settings: HostedSettings, text: string): string {
  const { password, key, secret, callbackSecret } = settings;
  const secrets = [password, key, secret, callbackSecret].filter((each) => each.length >= 4);
  return secrets.reduce((left, each) => left.replaceAll(each, '…'), text);
}

export function hostOf(call: CallTemplate): string {
  return new URL(plainUrl(call)).host;
}

function plainUrl({ url }: CallTemplate): string {
  return url.replaceAll(/\{\{.*?\}\}/g, 'x');
}
