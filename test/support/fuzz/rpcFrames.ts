import { join } from 'node:path';
import fc from 'fast-check';
import { bundleSchemas, readPublicSchemas } from '#schemas/bundleSchemas.ts';
import { methods } from '#schemas/protocol/methods.ts';
import { knowledge } from './knowledge.ts';
import { nearly, spoilt } from './mutateJson.ts';
import { validAgainst, type Knowledge } from './schemaArbitrary.ts';

const schemas = bundleSchemas(
  readPublicSchemas(join(import.meta.dirname, '..', '..', '..', 'schemas')),
  '#/components/schemas/',
);

/** Stands for an id that is known only when the frame is sent. */
const placeholder = (kind: 'vm' | 'job'): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.nat(1_000).map((n) => `@${kind}:${String(n)}@`) },
    { weight: 1, arbitrary: fc.constantFrom('', 'none', '__proto__', 'x'.repeat(65)) },
  );

const known: Knowledge = {
  ...knowledge,
  schemas,
  members: {
    ...knowledge.members,
    vm_id: placeholder('vm'),
    job_id: placeholder('job'),
    request: validAgainst({ $ref: 'SpecFile' }, knowledge),
    after: fc.nat(500),
    epoch: fc.constantFrom(1, 1, 2),
  },
};

const paramsOf = Object.entries(methods).map(([method, { params }]) => ({
  method,
  params: validAgainst({ $ref: params }, known),
}));

const ids = fc.oneof(fc.nat(), fc.string({ maxLength: 5 }), fc.constantFrom('', '0', 2 ** 53 - 1, -1));
const calls = fc
  .constantFrom(...paramsOf)
  .chain(({ method, params }) =>
    fc.record({ jsonrpc: fc.constant('2.0'), id: ids, method: fc.constant(method), params }),
  );

/** Envelopes in which a member is what it must not be. */
const strange = fc
  .record({
    jsonrpc: fc.constantFrom<unknown[]>('2.0', '1.0', 2, null, undefined),
    id: fc.constantFrom<unknown[]>(1, 'a', null, undefined, true, [], {}, 1.5, -0, 1e300, 2 ** 53),
    method: fc.constantFrom<unknown[]>(
      'host/get',
      'constructor',
      '__proto__',
      '',
      7,
      null,
      undefined,
      'HOST/GET',
    ),
    params: fc.constantFrom<unknown[]>({}, [], null, undefined, 'text', 7, { after: -1 }, [1, 2]),
    extra: fc.constantFrom<unknown[]>(undefined, undefined, 1),
  })
  .map((envelope) => JSON.stringify(envelope));

/** Text frames, from calls that are sound to texts that are no JSON; ids of jobs and VMs are placeholders. */
export const rpcFrames: fc.Arbitrary<string> = fc.oneof(
  { weight: 40, arbitrary: calls.map((call) => JSON.stringify(call)) },
  { weight: 30, arbitrary: nearly(calls) },
  { weight: 10, arbitrary: strange },
  { weight: 5, arbitrary: fc.array(calls, { maxLength: 3 }).map((batch) => JSON.stringify(batch)) },
  { weight: 5, arbitrary: spoilt(calls).map((bytes) => Buffer.from(bytes).toString('utf8')) },
  { weight: 5, arbitrary: fc.json() },
  { weight: 5, arbitrary: fc.string({ unit: 'grapheme' }) },
);

/** The frame with ids that there are. */
export function fillIn(frame: string, vms: readonly string[], jobs: readonly string[]): string {
  return frame.replace(/@(vm|job):(\d+)@/g, (text, kind: string, n: string) => {
    const list = kind === 'vm' ? vms : jobs;
    return list[Number(n) % Math.max(1, list.length)] ?? text;
  });
}
