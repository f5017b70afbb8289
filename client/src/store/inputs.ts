import type {
  Capacity,
  Host,
  HostEvent,
  Job,
  NetworkList,
  SnapshotPage,
  TemplateList,
  Vm,
} from '#schemas/generated/types.ts';

/** The answer of a host to something that was read. */
export type Answer =
  | { readonly kind: 'host'; readonly host: Host }
  | { readonly kind: 'vms'; readonly vms: readonly Vm[] }
  | { readonly kind: 'jobs'; readonly jobs: readonly Job[] }
  | { readonly kind: 'capacity'; readonly capacity: Capacity }
  | { readonly kind: 'templates'; readonly templates: TemplateList }
  | { readonly kind: 'networks'; readonly networks: NetworkList }
  /** One VM; null: there is none with this id. */
  | { readonly kind: 'vm'; readonly id: string; readonly vm: Vm | null }
  /** One job; null: there is none with this id. */
  | { readonly kind: 'job'; readonly id: string; readonly job: Job | null };

/** What the store learns from. */
export type StoreInput =
  | Answer
  /** A connection stands. */
  | { readonly kind: 'opened'; readonly host: Host }
  | { readonly kind: 'event'; readonly event: HostEvent }
  /** A page of the state as it is; the ones before it were handed in already. */
  | { readonly kind: 'snapshot'; readonly pages: readonly SnapshotPage[] }
  /** Events were missed, and no snapshot comes. */
  | { readonly kind: 'missed' }
  /** There is no host any more. */
  | { readonly kind: 'forgotten' };
