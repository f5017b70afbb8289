import assert from 'node:assert/strict';
import type { HostEvent, Template, TemplateList } from '#schemas/generated/types.ts';
import { request, type TestAnswer } from './client.ts';
import { eventsOf } from './jobs.ts';
import type { TestHost } from './testHost.ts';
import { waitFor } from './waitFor.ts';

/** A disk that is no template yet. */
export const SOURCE = 'D:\\Images\\alpine-3.20.vhdx';
/** Where it lies once it was added. */
export const ADDED = 'C:\\Templates\\alpine-3.20.vhdx';
/** The template that small VMs are made from. */
export const TINY = 'C:\\Templates\\tiny.vhdx';

/** Asks for a disk to become a template. */
export function addTemplate(host: TestHost, body: object): Promise<TestAnswer> {
  return request(host, { method: 'POST', path: '/api/templates', body });
}

/** Asks for a template to be removed; `more` goes behind its path. */
export function removeTemplate(host: TestHost, path: string, more = ''): Promise<TestAnswer> {
  return request(host, { method: 'DELETE', path: `/api/templates?path=${encodeURIComponent(path)}${more}` });
}

/** The templates that the host lists. */
export async function listTemplates(host: TestHost): Promise<Template[]> {
  const answer = await request(host, { path: '/api/templates' });
  assert.equal(answer.status, 200, answer.text);
  return (answer.body as TemplateList).templates;
}

/** One of them, if it is listed. */
export async function findTemplate(host: TestHost, path: string): Promise<Template | undefined> {
  return (await listTemplates(host)).find((template) => template.path.toLowerCase() === path.toLowerCase());
}

/** One that must be listed. */
export async function readTemplate(host: TestHost, path: string): Promise<Template> {
  const found = await findTemplate(host, path);
  assert.ok(found !== undefined, `${path} is listed`);
  return found;
}

/** Adds a disk and waits until it is there, or failed. */
export async function addedTemplate(host: TestHost, body: object): Promise<Template> {
  const answer = await addTemplate(host, body);
  assert.equal(answer.status, 202, answer.text);
  const { path } = answer.body as Template;
  return waitFor(`${path} is added`, async () => {
    const now = await findTemplate(host, path);
    return now === undefined || now.state === 'adding' ? null : now;
  });
}

/** Events about a template. */
export function templateEvents(host: TestHost, path: string): HostEvent[] {
  return eventsOf(host).filter(({ type, data }) => type === 'template' && data?.['path'] === path);
}

/** The states that these told, in order. */
export function toldStates(host: TestHost, path: string): unknown[] {
  return templateEvents(host, path).map(({ data }) => data?.['state']);
}

/** Has the machine read so often. */
export async function readMachine(host: TestHost, count: number): Promise<void> {
  for (let reading = 0; reading < count; reading += 1) await host.host.watch.fresh();
}

/** Files of copies that are not whole. */
export function halfFiles(host: TestHost): string[] {
  return [...host.hyperv.machine.state.files.keys()].filter((key) => key.includes('.adding.'));
}
