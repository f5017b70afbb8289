import { parse } from 'yaml';
import { isObject, memberOf } from '../isObject.ts';
import { readIso } from '../iso/readIso.ts';
import { withoutPrefix } from './guestAddresses.ts';
import { SEED_LABEL } from './seedFiles.ts';

/** What a guest takes from its seed. */
export interface SeedReading {
  /** A guest that has read a seed of this instance does not read it again. */
  readonly instance: string;
  readonly hostname: string;
  /** Fixed address of the first adapter without its prefix length; null: from DHCP. */
  readonly address: string | null;
}

/** Reads a seed as its guest does, by label and names of files; null for any other disk. */
export function readSeed(image: Uint8Array): SeedReading | null {
  const iso = readIso(image);
  if (iso?.label !== SEED_LABEL) return null;
  const text = (name: string): string | undefined => {
    const bytes = iso.files.get(name);
    return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
  };
  const answers = text('Unattend.xml');
  if (answers !== undefined) return readAnswers(answers);
  const metaData = text('meta-data');
  return metaData === undefined ? null : readCloudInit(metaData, text('network-config'));
}

function readCloudInit(metaData: string, network: string | undefined): SeedReading {
  const meta: unknown = parse(metaData);
  const adapters = memberOf(network === undefined ? null : parse(network), 'ethernets');
  const addresses = memberOf(isObject(adapters) ? Object.values(adapters)[0] : null, 'addresses');
  const first: unknown = Array.isArray(addresses) ? addresses[0] : undefined;
  return {
    instance: String(memberOf(meta, 'instance-id')),
    hostname: String(memberOf(meta, 'local-hostname')),
    address: typeof first === 'string' ? withoutPrefix(first) : null,
  };
}

function readAnswers(xml: string): SeedReading {
  const hostname = /<ComputerName>([^<]*)</.exec(xml)?.[1] ?? '';
  const address = /<UnicastIpAddresses>\s*<IpAddress[^>]*>([^<]*)</.exec(xml)?.[1];
  // Windows reads the file at the first start after sysprep and never again.
  return { instance: 'windows', hostname, address: address === undefined ? null : withoutPrefix(address) };
}
