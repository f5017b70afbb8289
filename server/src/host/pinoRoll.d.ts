declare module 'pino-roll' {
  import type { EventEmitter } from 'node:events';
  import type { DestinationStream } from 'pino';

  /** A log file that is followed by a new one when it has grown to `size`. Says `ready` once it is open, or `error`. */
  function rollingFile(options: {
    readonly file: string;
    readonly extension?: string;
    readonly size?: string;
    readonly limit?: { readonly count: number };
    readonly mkdir?: boolean;
  }): Promise<DestinationStream & EventEmitter>;
  export { rollingFile as default };
}
