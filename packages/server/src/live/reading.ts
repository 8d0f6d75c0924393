/** Reads a server-sent-event stream, for tests and scripts: browsers have their own. */

export interface ReadEvent {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: string;
}

export interface EventReader {
  /** The next events; waits for them. */
  take(count: number): Promise<readonly ReadEvent[]>;
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>;
  close(): void;
}

export function readEvents(url: string, headers: Readonly<Record<string, string>>): EventReader {
  const abort = new AbortController();
  const waiting: ReadEvent[] = [];
  let wake = () => {};
  let failure: unknown;

  const ended = (async () => {
    const response = await fetch(url, { headers, signal: abort.signal });
    if (!response.ok || !response.body) throw new Error(`the stream was refused with ${response.status}`);
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      waiting.push(...blocks.flatMap(parseBlock));
      wake();
    }
  })().catch((error: unknown) => {
    failure = error;
    wake();
  });

  return {
    async take(count) {
      while (waiting.length < count) {
        if (failure) throw failure;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return waiting.splice(0, count);
    },
    ended,
    close: () => abort.abort(),
  };
}

function parseBlock(block: string): ReadEvent[] {
  const fields = new Map(
    block.split('\n').map((line): [string, string] => {
      const [name = '', ...rest] = line.split(': ');
      return [name, rest.join(': ')];
    }),
  );
  const data = fields.get('data');
  return data === undefined ? [] : [{ event: fields.get('event') ?? 'message', id: fields.get('id'), data }];
}
