/** What is sent to one browser, as server-sent events. It never waits: who does not read is let go. */
export type EventStream = {
  readonly body: ReadableStream<Uint8Array>;
  /** `false`: nobody reads any more, and it has ended. */
  send(event: string, data?: unknown): boolean;
  end(): void;
};

/** So many events may lie unread: minutes of a browser that sleeps, and a few kilobytes of ours. */
const UNREAD_MAX = 64;
const ENCODER = new TextEncoder();

/** @param onEnd called once, whoever ended it */
export function openEventStream(onEnd: () => void): EventStream {
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  const over = (): void => {
    if (controller === null) return;
    controller = null;
    onEnd();
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start: (given) => {
        controller = given;
      },
      cancel: over,
    },
    new CountQueuingStrategy({ highWaterMark: UNREAD_MAX }),
  );
  const end = (): void => {
    controller?.close();
    over();
  };
  return {
    body,
    send(event, data = {}) {
      if (controller === null) return false;
      if ((controller.desiredSize ?? 0) <= 0) {
        end();
        return false;
      }
      controller.enqueue(ENCODER.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
      return true;
    },
    end,
  };
}
