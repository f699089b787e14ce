import type { Intent, ProviderIo, Tried } from '../provider.ts';
import { askCall, tokenCall } from './calls-of.ts';
import { type Answered, findToken, isGood, makeCall } from './hosted-call.ts';
import type { HostedSettings } from './hosted-settings.ts';
import { tellAnswer, tellFault } from './tell-answer.ts';

/** Gets a token, and asks about a payment that nobody made: both cost nothing, and both need the right keys. */
export async function tryOutHosted(
  settings: HostedSettings,
  intent: Intent,
  io: ProviderIo,
): Promise<readonly Tried[]> {
  const token = settings.tokenUrl === '' ? [] : [await tryToken(settings, io)];
  if (token.some(({ went }) => went === 'wrong')) return token;
  return [...token, await tryAsking(settings, intent, io)];
}

async function tryToken(settings: HostedSettings, io: ProviderIo): Promise<Tried> {
  const what = 'Get a token';
  try {
    await findToken(settings, io);
    return { what, went: 'well', said: null };
  } catch (error) {
    return { what, went: 'wrong', said: tellFault(settings, tokenCall(settings), error) };
  }
}

async function tryAsking(settings: HostedSettings, intent: Intent, io: ProviderIo): Promise<Tried> {
  const what = 'Ask about a payment that does not exist';
  const call = askCall(settings);
  try {
    const facts = { settings, intent, providerReference: 'no-such-payment' };
    const answered = await makeCall(call, facts, io);
    const said = tellAnswer(settings, call, answered);
    return isUnderstood(answered) ? { what, went: 'well', said } : { what, went: 'wrong', said };
  } catch (error) {
    return { what, went: 'wrong', said: tellFault(settings, call, error) };
  }
}

/** That it knows no such payment, it may say in many ways; but in JSON, and not that the keys are wrong. */
function isUnderstood(answered: Answered): boolean {
  const { status, document } = answered;
  if (document === undefined || status === 401 || status === 403 || status === 405) return false;
  return isGood(answered) || (status >= 400 && status < 500) || status === 500;
}
