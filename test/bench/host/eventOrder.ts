/** What the event host tells its parent once it listens. */
export interface EventHostReady {
  readonly url: string;
  readonly token: string;
}

/** What the parent asks the event host for. */
export interface EventOrder {
  readonly count: number;
  readonly perSecond: number;
}
