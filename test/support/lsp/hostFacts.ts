import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HostFactsParams, Network } from '#schemas/generated/types.ts';
import { HostFactsParams as isHostFacts } from '#schemas/generated/validators.js';

const file = join(import.meta.dirname, '../../fixtures/hostFacts.json');

/** Facts of a host `hv01`, told when the test clock starts: 12 of 16 cores, 41984 MB, 200 GB on C: and 4000 GB on D: free. */
export function sampleHostFacts(): HostFactsParams {
  const facts: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isHostFacts(facts)) throw new Error(JSON.stringify(isHostFacts.errors?.[0]));
  return facts;
}

/** The same host where more vCPU are promised than there are processors. */
export function generousHostFacts(): HostFactsParams {
  const facts = sampleHostFacts();
  const resources = facts.capacity.resources.map((one) =>
    one.resource === 'cpu' ? { ...one, percent: 400, available: 4 * one.total - one.committed } : one,
  );
  return { ...facts, capacity: { ...facts.capacity, resources } };
}

/** The same host with named networks: with a VLAN, without one, and without its switch. */
export function networkHostFacts(): HostFactsParams {
  const facts = sampleHostFacts();
  const [external, internal] = facts.networks.networks;
  if (external === undefined || internal === undefined) throw new Error('the sample has two switches');
  const named: readonly Network[] = [
    { ...external, name: 'build-lan', vlan_id: 20, switch: external.name, description: 'Build *agents*' },
    { ...internal, name: 'open', switch: internal.name },
    { name: 'dmz', type: 'Private', vlan_id: 99, switch: 'DMZ_Switch', available: false },
  ];
  return { ...facts, networks: { networks: [...named, external, internal] } };
}
