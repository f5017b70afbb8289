/** What has to be put away when it is not needed any more. */
export interface Disposing {
  readonly dispose: () => void;
}
