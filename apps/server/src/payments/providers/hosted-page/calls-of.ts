import type { HostedSettings } from './hosted-settings.ts';

/** A call as an owner wrote it down. */
export type CallTemplate = {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: string;
  readonly body: string;
};

export function tokenCall(settings: HostedSettings): CallTemplate {
  const { tokenMethod, tokenUrl, tokenHeaders, tokenBody } = settings;
  return { method: tokenMethod, url: tokenUrl, headers: tokenHeaders, body: tokenBody };
}

export function beginCall(settings: HostedSettings): CallTemplate {
  const { beginMethod, beginUrl, beginHeaders, beginBody } = settings;
  return { method: beginMethod, url: beginUrl, headers: beginHeaders, body: beginBody };
}

export function askCall(settings: HostedSettings): CallTemplate {
  const { askMethod, askUrl, askHeaders, askBody } = settings;
  return { method: askMethod, url: askUrl, headers: askHeaders, body: askBody };
}

export function takeCall(settings: HostedSettings): CallTemplate {
  return { method: 'POST', url: settings.takeUrl, headers: settings.takeHeaders, body: settings.takeBody };
}
