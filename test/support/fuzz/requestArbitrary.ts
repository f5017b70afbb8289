import fc from 'fast-check';
import { nearly, spoilt } from './mutateJson.ts';
import { oddHeaders, oddSearch, otherIds, searchOf, seldom, variants } from './oddParts.ts';
import { operations, type Operation } from './operations.ts';

/** A request before it is known which jobs, VMs and tokens there are. Every `pick` is from 0 to below 1. */
export interface DrawnRequest {
  readonly operation: Operation;
  readonly method: string;
  /** Changes the path, whose `{id}` is filled in already. */
  readonly variant: (path: string) => string;
  /** What stands for `{id}`: one that there is, or this text. */
  readonly id: { readonly pick: number; readonly other: string | null };
  readonly search: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string | Uint8Array | undefined;
  readonly token: { readonly kind: 'own' | 'named' | 'none' | 'wrong'; readonly pick: number };
}

const pick = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** How often each operation is asked for: those that change something most, an end of the host seldom. */
const weights: Readonly<Record<string, number>> = {
  ...{ provisionVms: 30, planVms: 10, deleteVm: 20, startVm: 8, stopVm: 8, restartVm: 8, cancelJob: 6 },
  ...{ retryJob: 6, getJob: 6, getVm: 6, createToken: 6, revokeToken: 8, createPairingCode: 3, pair: 2 },
  ...{ stopHost: 1, getDoctor: 1, openApi: 1, metrics: 1 },
};
const USUAL_WEIGHT = 3;

/** Requests that the document describes, and such as are nearly that. */
export const requests: fc.Arbitrary<DrawnRequest> = fc.oneof(
  ...operations.map((operation) => ({
    weight: weights[operation.name] ?? USUAL_WEIGHT,
    arbitrary: requestsOf(operation),
  })),
);

function requestsOf(operation: Operation): fc.Arbitrary<DrawnRequest> {
  return fc.record({
    operation: fc.constant(operation),
    method: seldom(
      fc.constant(operation.method),
      fc.constantFrom('GET', 'POST', 'DELETE', 'PUT', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'),
    ),
    variant: seldom(
      fc.constant((path: string) => path),
      fc.constantFrom(...variants),
    ),
    id: fc.record({ pick, other: seldom(fc.constant<string | null>(null), otherIds) }),
    search: seldom(validSearch(operation), oddSearch(operation)),
    headers: fc
      .tuple(keyOf(operation), seldom(fc.constant({}), oddHeaders))
      .map(([key, odd]) => ({ ...key, ...odd })),
    body: bodies(operation),
    token: fc.record({
      kind: fc.oneof(
        { weight: 20, arbitrary: fc.constant('own' as const) },
        { weight: 4, arbitrary: fc.constant('named' as const) },
        { weight: 1, arbitrary: fc.constantFrom('none' as const, 'wrong' as const) },
      ),
      pick,
    }),
  });
}

function validSearch({ query }: Operation): fc.Arbitrary<string> {
  const pairs = query.map(({ name, value }) => fc.option(value.map((one) => [name, one] as const)));
  return fc.tuple(...pairs).map((drawn) => searchOf(drawn.filter((pair) => pair !== null)));
}

/** Few keys, so that some meet again with the same request and some with another. */
function keyOf({ makesJob }: Operation): fc.Arbitrary<Record<string, string>> {
  if (!makesJob) return fc.constant({});
  const key = fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min: 0, max: 2_000 }).map((n) => `key-${String(n)}`) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', ' ', 'a b', 'x'.repeat(255), 'x'.repeat(256), '\u00e9', '"'),
    },
  );
  return fc.option(key, { freq: 2 }).map((drawn) => (drawn === null ? {} : { 'idempotency-key': drawn }));
}

function bodies({ body }: Operation): fc.Arbitrary<string | Uint8Array | undefined> {
  // A body where none belongs.
  if (body === null) return seldom(fc.constant(undefined), fc.constantFrom('{}', 'x', '[]'));
  return fc.oneof<fc.WeightedArbitrary<string | Uint8Array | undefined>[]>(
    { weight: 50, arbitrary: body.map((value) => JSON.stringify(value)) },
    { weight: 35, arbitrary: nearly(body) },
    { weight: 10, arbitrary: spoilt(body) },
    { weight: 3, arbitrary: fc.json() },
    { weight: 2, arbitrary: fc.constant(undefined) },
  );
}
