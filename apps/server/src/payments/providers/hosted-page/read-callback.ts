import type { Callback, CallbackRequest } from '../provider.ts';
import type { HostedSettings } from './hosted-settings.ts';
import { readJson, readText } from './read-document.ts';
import { verifySignature } from './verify-signature.ts';

/** A callback, believed to be the gateway's if its signature says so, and never believed in what it tells. */
export function readHostedCallback(settings: HostedSettings, request: CallbackRequest): Callback {
  const text = Buffer.from(request.body).toString('utf8');
  const form = readForm(text);
  const why = verifySignature(settings, request, form);
  if (why !== null) return { signed: false, why };
  const document = readJson(text) ?? form;
  const read = (path: string) =>
    path.startsWith('?') ? (request.query.get(path.slice(1)) ?? null) : readText(document, path);
  return {
    signed: true,
    reference: read(settings.callbackReferencePath),
    providerReference: read(settings.callbackProviderReferencePath),
    eventId: read(settings.callbackEventPath),
  };
}

function readForm(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(text));
}
