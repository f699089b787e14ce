import type { QueryClient } from '@tanstack/react-query';
import { getJson } from './call-api.ts';
import { connection } from './connection.ts';

const ASK_AGAIN_MS = 2_000;
const ANSWER_MS_MAX = 5_000;

/**
 * While the server is silent it is asked again and again, whatever screen is open; when it is back,
 * everything on the screen is read anew. What it returns ends that.
 */
export function watchConnection(queryClient: QueryClient): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async () => {
    // The one question that anybody may ask; it needs the database, too.
    await getJson('/set-up', {}, AbortSignal.timeout(ANSWER_MS_MAX)).catch(() => {});
    timer = undefined;
    follow();
  };
  let troubled = false;
  const follow = () => {
    if (connection.get().state === 'answering') {
      if (troubled) void queryClient.invalidateQueries();
      troubled = false;
      return;
    }
    troubled = true;
    timer ??= setTimeout(() => void ask(), ASK_AGAIN_MS);
  };
  const end = connection.subscribe(follow);
  follow();
  return () => {
    end();
    clearTimeout(timer);
  };
}
