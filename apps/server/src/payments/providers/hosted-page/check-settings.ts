import type { z } from 'zod';
import { mayAsk } from '../../../outgoing/may-ask.ts';
import { unknownPlaces } from '../fill-template.ts';
import { fillBody, headerLines, isJsonTemplate, linesOf } from './hosted-call.ts';
import type { HostedSettings } from './hosted-settings.ts';
import { asksFor, PLACES } from './places.ts';

type Fault = readonly [field: keyof HostedSettings, message: string];

/** What is wrong with the form as a whole, at the fields where it is to be mended. */
export function checkSettings(settings: HostedSettings, context: z.RefinementCtx): void {
  const faults = [
    ...callFaults(settings),
    ...beginFaults(settings),
    ...askFaults(settings),
    ...callbackFaults(settings),
  ];
  for (const [field, message] of faults) context.addIssue({ code: 'custom', path: [field], message });
}

const CALLS = [
  { places: PLACES.token, url: 'tokenUrl', headers: 'tokenHeaders', body: 'tokenBody' },
  { places: PLACES.begin, url: 'beginUrl', headers: 'beginHeaders', body: 'beginBody' },
  { places: PLACES.ask, url: 'askUrl', headers: 'askHeaders', body: 'askBody' },
  { places: PLACES.ask, url: 'takeUrl', headers: 'takeHeaders', body: 'takeBody' },
] as const;

function callFaults(settings: HostedSettings): readonly Fault[] {
  return CALLS.flatMap(({ places, url, headers, body }): readonly Fault[] => [
    ...[url, headers, body].flatMap((field) => placeFaults(field, settings[field], places)),
    ...urlFaults(url, settings[url]),
    ...headerFaults(headers, settings[headers]),
    ...bodyFaults(body, settings[body]),
  ]);
}

function placeFaults(field: keyof HostedSettings, text: string, places: readonly string[]): readonly Fault[] {
  const [unknown] = unknownPlaces(text, places);
  if (unknown === undefined) return [];
  return [[field, `holds {{${unknown}}}, which nothing is known for. Known are ${places.join(', ')}`]];
}

/** The host is the owner's choice alone: nothing is filled in there. */
function urlFaults(field: keyof HostedSettings, text: string): readonly Fault[] {
  if (text === '') return [];
  const hasPlainOrigin = /^https?:\/\/[^/?#{}]+([/?#]|$)/i.test(text);
  const plain = text.replaceAll(/\{\{.*?\}\}/g, 'x');
  if (hasPlainOrigin && URL.canParse(plain) && mayAsk(new URL(plain))) return [];
  const message =
    'must be http:// or https:// with a host, which is neither this machine’s own link nor a cloud’s metadata';
  return [[field, message]];
}

function headerFaults(field: keyof HostedSettings, text: string): readonly Fault[] {
  const wrong = headerLines(text).find(
    ([name, value]) => !/^[A-Za-z0-9-]+$/.test(name) || value === '' || FORBIDDEN_HEADERS.test(name),
  );
  return wrong === undefined ? [] : [[field, `has a line that is no “Name: value”: ${wrong[0]}`]];
}

/** We say those ourselves. */
const FORBIDDEN_HEADERS = /^(host|content-length|transfer-encoding|connection|upgrade|expect)$/i;

function bodyFaults(field: keyof HostedSettings, text: string): readonly Fault[] {
  if (isJsonTemplate(text)) {
    const filled = fillBody(text, () => '1');
    try {
      JSON.parse(filled);
      return [];
    } catch {
      return [[field, 'is no valid JSON once its places are filled in. See its quotes and commas']];
    }
  }
  const wrong = linesOf(text).find((line) => !/^[^=]+=/.test(line));
  return wrong === undefined ? [] : [[field, 'must be JSON, or a form with name=value on each line']];
}

function beginFaults(settings: HostedSettings): readonly Fault[] {
  const faults: Fault[] = [];
  if (settings.beginUrl === '') faults.push(['beginUrl', 'is needed: it is where a payment begins']);
  if (settings.payUrlPath === '' && settings.beginReferencePath === '')
    faults.push([
      'payUrlPath',
      'is needed, or the place of the gateway’s name for the payment where it asks by telephone',
    ]);
  const calls = CALLS.flatMap(({ url, headers, body }) => [settings[url], settings[headers], settings[body]]);
  if (settings.tokenUrl === '' && asksFor('token', calls))
    faults.push(['tokenUrl', 'is needed, for {{token}} is asked for']);
  if (settings.tokenUrl !== '' && settings.tokenPath === '')
    faults.push(['tokenPath', 'is needed: it is where the answer holds the token']);
  const host = linesOf(settings.pageHosts).find((line) => !/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(line));
  if (host !== undefined)
    faults.push([
      'pageHosts',
      `must be names of hosts, one a line, like pay.example or *.pay.example: ${host}`,
    ]);
  return faults;
}

function askFaults(settings: HostedSettings): readonly Fault[] {
  const faults: Fault[] = [];
  const { askUrl, askBody, amountUnit } = settings;
  if (askUrl === '')
    faults.push(['askUrl', 'is needed: money is believed only once the gateway was asked for it']);
  if (settings.statePath === '') faults.push(['statePath', 'is needed: it says whether it is paid']);
  if (settings.paidWords.length === 0) faults.push(['paidWords', 'is needed: the word that means paid']);
  if (amountUnit === 'as-begun') {
    if (!asksFor('providerReference', [askUrl, askBody]))
      faults.push([
        'amountUnit',
        'needs {{providerReference}} in the question: only what we began ourselves has the amount that we began',
      ]);
    // Else a price in dollars would be asked for, and believed, in shillings.
    if (!/^=[A-Za-z]{3}$/.test(settings.currencyPath))
      faults.push(['currencyPath', 'must be the one currency that the gateway takes, like “=KES”']);
  } else {
    if (settings.amountPath === '') faults.push(['amountPath', 'is needed: what was paid is compared']);
    if (!/^(=[A-Za-z]{3}|[^=].*)$/.test(settings.currencyPath))
      faults.push(['currencyPath', 'is needed: a place in the answer, or “=BDT” where there is only one']);
  }
  if (settings.takeWords.length > 0 && settings.takeUrl === '')
    faults.push(['takeUrl', 'is needed, for there is a word that means “agreed, yet to be taken”']);
  return faults;
}

function callbackFaults(settings: HostedSettings): readonly Fault[] {
  const { signature, signatureHeader, callbackSecret } = settings;
  const faults: Fault[] = [];
  if (signature !== 'none' && callbackSecret === '')
    faults.push(['callbackSecret', 'is needed to tell the gateway’s callbacks from forged ones']);
  if (signature.startsWith('hmac') && !/^[A-Za-z0-9-]+$/.test(signatureHeader))
    faults.push(['signatureHeader', 'is needed: the header that the signature stands in']);
  return faults;
}
