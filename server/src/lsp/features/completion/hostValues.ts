import type { Template } from '#schemas/generated/types.ts';
import { code } from '../../convert/markup.ts';
import { networkWords, usableNetworks } from '../../convert/networks.ts';
import { sizeOf } from '../../convert/sizes.ts';
import type { KnownHost } from '../../hostFacts/hostFacts.ts';
import { hostWords } from '../../hostFacts/sayHost.ts';
import type { Value, ValueSource } from './value.ts';

/** The template disks of the host. */
export const templates: ValueSource = ({ host }) =>
  host === null
    ? []
    : host.facts.templates.templates
        .filter(({ state }) => state === 'ok' || state === 'changed')
        .map((template) => templateValue(template, host));

function templateValue(template: Template, host: KnownHost): Value {
  const { path, size_gb, os, generation, state } = template;
  const system = os === 'unknown' ? [] : [os];
  const made = generation === null ? [] : [`generation ${generation}`];
  const changed = state === 'changed' ? ['changed since it was recorded'] : [];
  return {
    json: path,
    detail: [sizeOf(size_gb * 1024), ...system, ...made, ...changed].join(' · '),
    documentation: `Template ${code(path)} of ${hostWords(host)}`,
  };
}

/** The named networks and virtual switches of the host. */
export const networks: ValueSource = ({ host }) =>
  (host === null ? [] : usableNetworks(host.facts)).map((network) => ({
    json: network.name,
    detail: networkWords(network),
    ...(network.description === undefined ? {} : { documentation: code(network.description) }),
  }));

/** The volumes of the host. */
export const volumes: ValueSource = ({ host }) =>
  (host?.facts.capacity.resources ?? []).flatMap(({ volume, available }) =>
    volume === undefined ? [] : [{ json: volume, detail: `${sizeOf(available)} free` }],
  );
