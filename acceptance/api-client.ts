/** A JSON answer of Gatehouse's API: the status, and whatever came with it. */
export type ApiAnswer = { readonly status: number; readonly body: ApiBody };
export type ApiBody = Record<string, unknown>;

export type ApiClient = {
  /** Asks, and gives back whatever was answered, refusals included. */
  ask(method: string, path: string, body?: unknown): Promise<ApiAnswer>;
  /** Asks for something that must succeed; the error names the call, the status and the answer. */
  get<T = ApiBody>(path: string): Promise<T>;
  post<T = ApiBody>(path: string, body?: unknown): Promise<T>;
  patch<T = ApiBody>(path: string, body: unknown): Promise<T>;
  remove(path: string): Promise<void>;
};

/** The HTTP API as any outsider would use it: `path` is relative to `/api/v1`. */
export function openApiClient(adminUrl: string, token: string): ApiClient {
  const ask = async (method: string, path: string, body?: unknown): Promise<ApiAnswer> => {
    const answer = await fetch(`${adminUrl}/api/v1${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? {} : (JSON.parse(text) as ApiBody) };
  };
  const succeed = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await ask(method, path, body);
    if (answer.status === 200 || answer.status === 201 || answer.status === 204) return answer.body as T;
    throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  };
  return {
    ask,
    get: (path) => succeed('GET', path),
    post: (path, body) => succeed('POST', path, body),
    patch: (path, body) => succeed('PATCH', path, body),
    remove: async (path) => {
      await succeed('DELETE', path);
    },
  };
}

export type Item = { readonly id: string };
export type List<T> = { readonly items: readonly T[]; readonly nextCursor: string | null };
