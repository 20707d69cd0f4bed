import type { Fix, Silence } from './contract';

export interface Heard {
  sync(): void;
  fix(fix: Fix): void;
  gone(worker: string): void;
  silence(silence: Silence): void;
  heard(worker: string): void;
}

/** Listens to the server's hints; a lost hint is harmless, because every sync catches up by itself. Returns the stop. */
export function listen(heard: Heard): () => void {
  const source = new EventSource('/api/v1/live');
  const on = (name: string, act: (data: Record<string, unknown>) => void) =>
    source.addEventListener(name, (event) => {
      try {
        act(JSON.parse((event as MessageEvent<string>).data) as Record<string, unknown>);
      } catch {
        // A hint that cannot be read is a lost hint.
      }
    });
  on('head', () => heard.sync());
  on('fix', (data) => heard.fix(data as unknown as Fix));
  on('silence', (data) => heard.silence(data as unknown as Silence));
  on('heard', (data) => heard.heard(String(data['worker'])));
  on('gone', (data) => heard.gone(String(data['worker'])));
  return () => source.close();
}
