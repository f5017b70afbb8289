import type { Memento } from 'vscode';

/** A job that came out of a file. */
export interface KeptJob {
  readonly jobId: string;
  /** Name of the host, for people. */
  readonly host: string;
}

/** A request whose answer has not come. */
export interface KeptRequest {
  /** Under which the host does it once, however often it is sent. */
  readonly key: string;
  readonly text: string;
}

/** What forms keep of their files over a reload of the window. */
export interface FormMemory {
  job(uri: string): KeptJob | null;
  keepJob(uri: string, job: KeptJob | null): void;
  request(uri: string): KeptRequest | null;
  /** Resolves when it is kept. */
  keepRequest(uri: string, request: KeptRequest | null): Promise<void>;
}

/** Most files of which something is kept; the oldest are forgotten. */
const FILES = 50;

/** Keeps it in the state of the workspace. */
export function formMemory(state: Memento): FormMemory {
  const read = <T>(name: string, uri: string): T | null =>
    state.get<Readonly<Record<string, T>>>(`form.${name}`, {})[uri] ?? null;
  const keep = async (name: string, uri: string, value: unknown): Promise<void> => {
    const all = state.get<Readonly<Record<string, unknown>>>(`form.${name}`, {});
    const others = Object.entries(all).filter(([other]) => other !== uri);
    const next = value === null ? others : [...others, [uri, value] as const].slice(-FILES);
    await state.update(`form.${name}`, Object.fromEntries(next));
  };
  return {
    job: (uri) => read<KeptJob>('job', uri),
    keepJob: (uri, job) => void keep('job', uri, job),
    request: (uri) => read<KeptRequest>('request', uri),
    keepRequest: (uri, request) => keep('request', uri, request),
  };
}
