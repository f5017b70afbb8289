declare module 'pino-roll' {
  import type { DestinationStream } from 'pino';

  /** Opens a log file that is followed by a new one when it has grown to `size`. */
  function rollingFile(options: {
    readonly file: string;
    readonly extension?: string;
    readonly size?: string;
    readonly limit?: { readonly count: number };
    readonly mkdir?: boolean;
  }): Promise<DestinationStream>;
  export { rollingFile as default };
}
