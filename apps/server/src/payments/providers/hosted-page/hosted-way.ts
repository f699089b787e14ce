import type { Begun, HostedWay, Intent, ProviderIo, Told } from '../provider.ts';
import { askCall, beginCall, type CallTemplate, takeCall } from './calls-of.ts';
import { type Answered, isGood, linesOf, makeCall } from './hosted-call.ts';
import { type HostedSettings, onlyCurrency } from './hosted-settings.ts';
import { asksFor, isWhole } from './places.ts';
import { readHostedCallback } from './read-callback.ts';
import { readText } from './read-document.ts';
import { readTold } from './read-told.ts';
import { hostOf, tellAnswer, tellFault } from './tell-answer.ts';
import { tryOutHosted } from './try-out.ts';

export const hostedWay: HostedWay<HostedSettings> = {
  kind: 'hosted',
  begin: beginHosted,
  askAbout: askHosted,
  readCallback: readHostedCallback,
  hosts: ({ pageHosts }) => linesOf(pageHosts),
  asksOnPhone: ({ beginUrl, beginHeaders, beginBody }) =>
    ['phone', 'phoneDigits'].some((place) => asksFor(place, [beginUrl, beginHeaders, beginBody])),
  onlyCurrency,
  takesAmount: (settings, amount) =>
    isWhole(amount) || ![beginCall(settings), askCall(settings)].some(asksForWhole),
  tryOut: tryOutHosted,
};

async function beginHosted(settings: HostedSettings, intent: Intent, io: ProviderIo): Promise<Begun> {
  const call = beginCall(settings);
  const only = onlyCurrency(settings);
  if (only !== null && only !== intent.amount.currency)
    return {
      begun: false,
      why: `${hostOf(call)} takes ${only} only, and the price is in ${intent.amount.currency}.`,
    };
  try {
    const answered = await makeCall(call, { settings, intent, providerReference: null }, io);
    if (!isGood(answered))
      return {
        begun: false,
        ...(isRefusal(answered) && { refused: true }),
        why: tellAnswer(settings, call, answered),
      };
    return readBegun(settings, call, answered);
  } catch (error) {
    return { begun: false, why: tellFault(settings, call, error) };
  }
}

function asksForWhole({ url, headers, body }: CallTemplate): boolean {
  return asksFor('amountWhole', [url, headers, body]);
}

/** It has read what was asked and says no. What is wrong with keys, addresses and the gateway itself is no word about the payment. */
function isRefusal({ status }: Answered): boolean {
  return status === 400 || status === 402 || status === 409 || status === 422;
}

function readBegun(settings: HostedSettings, call: CallTemplate, answered: Answered): Begun {
  const { payUrlPath, beginReferencePath } = settings;
  const payUrl = readText(answered.document, payUrlPath);
  const providerReference = readText(answered.document, beginReferencePath);
  const lacks = (path: string): Begun => ({
    begun: false,
    refused: true,
    why: `${tellAnswer(settings, call, answered)} There is nothing at ${path}.`,
  });
  if (payUrlPath !== '' && payUrl === null) return lacks(payUrlPath);
  if (beginReferencePath !== '' && providerReference === null) return lacks(beginReferencePath);
  if (payUrl !== null && !mayLeadTo(payUrl, call))
    return {
      begun: false,
      why: `${hostOf(call)} leads to a page that no visitor is sent to: it must be https://.`,
    };
  return { begun: true, payUrl, providerReference };
}

/** Plain HTTP only to where the gateway itself is asked by plain HTTP. */
function mayLeadTo(payUrl: string, call: CallTemplate): boolean {
  const protocol = URL.parse(payUrl)?.protocol;
  return protocol === 'https:' || (protocol === 'http:' && call.url.startsWith('http:'));
}

async function askHosted(
  settings: HostedSettings,
  intent: Intent,
  providerReference: string | null,
  io: ProviderIo,
): Promise<Told> {
  const facts = { settings, intent, providerReference };
  const call = askCall(settings);
  const ask = async () => {
    const answered = await makeCall(call, facts, io);
    const told = readTold(settings, answered, intent, providerReference);
    if (told.told !== 'nothing') return told;
    return { told: 'nothing', why: `${tellAnswer(settings, call, answered)} ${told.why}` } as const;
  };
  try {
    const told = await ask();
    if (told.told !== 'take') return told;
    await makeCall(takeCall(settings), facts, io);
    const taken = await ask();
    return taken.told === 'take' ? { told: 'pending' } : taken;
  } catch (error) {
    return { told: 'nothing', why: tellFault(settings, call, error) };
  }
}
