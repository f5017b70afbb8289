import { join } from 'node:path';
import type { HostConfig } from '#schemas/generated/types.ts';
import { HostConfig as validateHostConfig } from '#schemas/generated/validators.js';
import { namesFault } from '#core/networks.ts';
import { readDocument } from '#core/readDocument.ts';
import { exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';
import { readIfThere, replacePrivately } from './files.ts';

/** A configuration with members that need not be in the schema: what a person wrote. */
export type ConfigTree = Readonly<Record<string, unknown>>;

/** Where the configuration of a data directory is. */
export function configPath(directory: string): string {
  return join(directory, 'config.json');
}

function check(text: string, what: string): HostConfig {
  const reading = readDocument(text, validateHostConfig);
  const fault = namesFault(Object.keys(reading.value?.networks ?? {}));
  if (reading.value !== null && fault === null) return reading.value;
  const problems = [
    ...reading.problems.map((problem) => `${problem.pointer || '/'}: ${problem.message}`),
    ...(fault === null ? [] : [`/networks: ${fault}`]),
  ];
  throw new CliFailure(exitCodes.configuration, `${what} is not valid.`, problems.join('\n'));
}

/** The configuration in a file; empty where there is none. Throws CliFailure when it is not valid. */
export function readHostConfig(path: string): HostConfig {
  const text = readIfThere(path);
  return text === null ? {} : check(text, path);
}

/** A member by its dotted name, such as `host_reserve.ram_mb`. */
export function configValue(config: object, key: string): unknown {
  return key.split('.').reduce<unknown>((value, name) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return new Map<string, unknown>(Object.entries(value)).get(name);
  }, config);
}

/** The configuration with one member set, or removed where `value` is undefined. */
export function withConfigValue(config: object, key: string, value: unknown): ConfigTree {
  const [name = '', ...rest] = key.split('.');
  const members = new Map<string, unknown>(Object.entries(config));
  const inner = members.get(name);
  const deeper = typeof inner === 'object' && inner !== null ? inner : {};
  const next = rest.length === 0 ? value : withConfigValue(deeper, rest.join('.'), value);
  if (next === undefined) members.delete(name);
  else members.set(name, next);
  return Object.fromEntries(members);
}

/** A value as a person types it: JSON where it is JSON, else text. */
export function typedValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A configuration as the text of its file. Throws CliFailure when it is not valid. */
export function configText(config: ConfigTree | HostConfig): string {
  const text = `${JSON.stringify(config, null, 2)}\n`;
  check(text, 'The configuration would be refused, so nothing was changed: it');
  return text;
}

/** Saves a configuration that is valid. Throws CliFailure, and changes nothing, when it is not. */
export function writeHostConfig(path: string, config: ConfigTree): void {
  replacePrivately(path, configText(config));
}
