import { noteAnswer, noteTrouble } from './connection.ts';
import { askStepUp } from './step-up.ts';
import { fieldSentence, type Refusal, refusalSentence } from './refusal-sentence.ts';
import { say } from './texts.ts';
import { visibleText } from './visible-text.ts';

/** The only place that talks to the server. Screens use `getJson` in queries and `changeJson` in mutations. */

export type Params = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** A change's answer. `pendingNodes` is empty when the change is in force everywhere. */
export type Changed<T> = { readonly value: T; readonly pendingNodes: readonly string[] };

/** One refused or failed call. `code` is the server's word, or `unreachable` when there was no answer. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: Readonly<Record<string, string>>;

  constructor(status: number, body: ErrorBody) {
    super(refusalSentence(body));
    this.name = 'ApiError';
    this.status = status;
    this.code = body.code;
    this.fields = fieldMessages(body);
  }
}

/** Refused because nobody is signed in any more; a wrong password while signing in is something else. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'not-signed-in';
}

type ErrorBody = Refusal & { readonly fields?: Readonly<Record<string, Refusal>> };

const UNREACHABLE: ErrorBody = {
  code: 'unreachable',
  message: say('unreachable'),
};

export async function getJson<T>(path: string, params: Params = {}, signal?: AbortSignal): Promise<T> {
  const response = await send('GET', `${path}${queryText(params)}`, undefined, signal);
  return readJson(await response.text()) as T;
}

/** What is no JSON: a picture. */
export async function getBlob(path: string): Promise<Blob> {
  return (await send('GET', path)).blob();
}

/** What is asked for with more than an address can hold, and comes as a file. */
export async function getFile(path: string, body: unknown): Promise<Blob> {
  return (await send('POST', path, body)).blob();
}

export async function changeJson<T>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<Changed<T>> {
  const response = await send(method, path, body);
  if (response.status === 204) return { value: undefined as T, pendingNodes: [] };
  const text = await response.text();
  const value = (text === '' ? undefined : readJson(text)) as T & { pendingNodes?: string[] };
  return { value, pendingNodes: value?.pendingNodes ?? [] };
}

export function queryText(params: Params): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

async function send(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  const request: RequestInit = {
    method,
    credentials: 'same-origin',
    headers: { accept: 'application/json' },
  };
  if (signal) request.signal = signal;
  if (method !== 'GET') {
    request.headers = { accept: 'application/json', 'content-type': 'application/json' };
    request.body = JSON.stringify(body ?? {});
  }
  const response = await fetch(`/api/v1${path}`, request).catch((cause: unknown) => {
    const gaveUpWaiting = cause instanceof DOMException && cause.name === 'TimeoutError';
    if (signal?.aborted && !gaveUpWaiting) throw cause;
    noteTrouble('silent');
    throw new ApiError(0, UNREACHABLE);
  });
  if (response.ok) {
    noteAnswer();
    return response;
  }
  const error = await readError(response);
  if (error.code === 'unreachable') noteTrouble('silent');
  else if (error.code === 'database-away' || error.code === 'database-slow') noteTrouble('database-away');
  else noteAnswer();
  if (error.code === 'step-up-needed' && (await askStepUp())) return send(method, path, body, signal);
  throw new ApiError(response.status, error);
}

function readJson(text: string): unknown {
  return JSON.parse(text, visibleText);
}

async function readError(response: Response): Promise<ErrorBody> {
  const answer = (await response
    .text()
    .then(readJson)
    .catch(() => null)) as { error?: ErrorBody } | null;
  if (answer?.error) return answer.error;
  const gone = response.status === 502 || response.status === 503 || response.status === 504;
  if (gone) return UNREACHABLE;
  return { code: 'unexpected', message: say('answeredWithError', { status: String(response.status) }) };
}

function fieldMessages({ code, fields = {} }: ErrorBody): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, fault]) => [name, fieldSentence(code, fault)]),
  );
}
