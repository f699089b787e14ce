import { language } from '../../languages/current.ts';
import { textFault } from '../../parts/form/text-faults.ts';
import { say } from './texts.ts';

/** How a provider wants to be asked: all in the address, or a body of one kind or the other. */
export type SmsStyle = 'get' | 'json' | 'form';

export type SmsEntry = {
  readonly url: string;
  readonly style: SmsStyle;
  readonly body: string;
  readonly authorization: string;
};

export const SMS_STYLES: readonly { readonly value: SmsStyle; readonly label: string }[] = [
  { value: 'json', label: 'JSON' },
  { value: 'form', label: say('formFields') },
  { value: 'get', label: say('inAddress') },
];

const BODIES: Readonly<Record<SmsStyle, string>> = {
  json: '{"to": "{{phone}}", "text": "{{text}}"}',
  form: 'to={{phone}}&text={{text}}',
  get: '',
};

const CONTENT_TYPES = { json: 'application/json', form: 'application/x-www-form-urlencoded' } as const;

export const newSmsEntry: SmsEntry = { url: '', style: 'json', body: BODIES.json, authorization: '' };

/** Another style begins with its own example, unless something was written already. */
export function withStyle({ body }: SmsEntry, style: SmsStyle): Pick<SmsEntry, 'style' | 'body'> {
  const untouched = body.trim() === '' || Object.values(BODIES).includes(body);
  return { style, body: untouched ? BODIES[style] : body };
}

/** What the API takes. */
export function toGateway({ url, style, body, authorization }: SmsEntry): object {
  return {
    kind: 'http',
    url: url.trim(),
    ...(style === 'get' ? { body: null } : { body, contentType: CONTENT_TYPES[style] }),
    authorization: authorization.trim() || null,
  };
}

const EXAMPLE = { phone: '+8801712345678', text: '123456 is your code' };

function fillIn(template: string, escape: (text: string) => string): string {
  return template.replace(/\{\{(phone|text)\}\}/g, (_, name: 'phone' | 'text') => escape(EXAMPLE[name]));
}

/** The request as the provider would see it, with an example in it. */
export function exampleOf({ url, style, body }: SmsEntry): string {
  const address = fillIn(url.trim() || 'https://…', encodeURIComponent);
  if (style === 'get') return `GET ${address}`;
  const escape = style === 'json' ? (text: string) => JSON.stringify(text).slice(1, -1) : encodeURIComponent;
  return `POST ${address}\nContent-Type: ${CONTENT_TYPES[style]}\n\n${fillIn(body, escape)}`;
}

/** What is wrong with each field, in words. */
export const checkSms = {
  url: (url: string, entry: SmsEntry) =>
    urlFault(url.trim()) ?? (entry.style === 'get' ? holdFault(url) : null),
  body: (body: string, { style, url }: SmsEntry) => {
    if (style === 'get') return null;
    return holdFault(`${body} ${url}`) ?? (style === 'json' ? jsonFault(body) : null);
  },
  authorization: (authorization: string) =>
    /^[\x20-\x7e]*$/.test(authorization.trim()) ? textFault(authorization, 1000) : say('headerFault'),
};

function urlFault(url: string): string | null {
  if (url === '') return say('giveAddress');
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return say('addressFault');
  if (parsed.username !== '' || parsed.password !== '') return say('noCredentials');
  return null;
}

function holdFault(template: string): string | null {
  const missing = ['{{phone}}', '{{text}}'].filter((name) => !template.includes(name));
  return missing.length === 0
    ? null
    : say('mustHold', { places: new Intl.ListFormat(language).format(missing) });
}

function jsonFault(body: string): string | null {
  try {
    JSON.parse(fillIn(body, (text) => JSON.stringify(text).slice(1, -1)));
    return null;
  } catch {
    return say('noJson');
  }
}
