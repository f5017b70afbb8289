import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocketServer, type WebSocket } from 'ws';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Vm } from '#schemas/generated/types.ts';
import { PROTOCOL } from '#schemas/limits.ts';
import {
  dataFiles,
  localToken,
  makeDataDirectory,
  writeHostFile,
} from '../../../server/src/host/dataFiles.ts';
import { resultFrame, type SeenCall } from '../../support/fakeSocketHost.ts';
import { hostJob, hostState, hostVm, jobId, sampleHost } from '../../support/hostSamples.ts';
import { job } from '../../support/wireSamples.ts';

const VMS_PER_JOB = 25;
/** Jobs that a list hands out. */
const LISTED_JOBS = 200;
const AT = '2026-01-31T12:00:00.000Z';
const random = {
  uuid: () => randomUUID(),
  fraction: () => Math.random(),
  bytes: (count: number) => new Uint8Array(randomBytes(count)),
};

/** Something that speaks as a host with very many VMs, so that what is measured is the editor alone. */
export interface CrowdHost {
  /** Turns VMs on and off, so many a second for so long. */
  churn(perSecond: number, ms: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts one that a window with this data directory finds. */
export async function startCrowdHost(directory: string, count: number): Promise<CrowdHost> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  const vms = new Map(
    Array.from({ length: count }, (_, n) => {
      const vm = hostVm(`vm-${String(n)}`, { job_id: jobId(Math.floor(n / VMS_PER_JOB)) });
      return [vm.vm_id, vm];
    }),
  );
  const live = { seq: 0 };
  const listeners = new Set<WebSocket>();
  server.on('connection', (socket) => {
    socket.on('close', () => listeners.delete(socket));
    socket.on('message', (data: Buffer) => {
      const call = JSON.parse(data.toString('utf8')) as SeenCall & {
        readonly params?: Record<string, unknown>;
      };
      if (call.method === 'events/subscribe') listeners.add(socket);
      socket.send(resultFrame(call, answerTo(call.method, call.params ?? {}, vms, live.seq)));
    });
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const files = dataFiles(directory);
  makeDataDirectory(files);
  localToken(files, random);
  const url = `http://127.0.0.1:${String(port)}`;
  writeHostFile(
    files,
    { url, pid: process.pid, started_at: AT, epoch: 1, protocol: { ...PROTOCOL }, simulated: true },
    random,
  );
  return {
    churn: (perSecond, ms) => churn(vms, live, listeners, perSecond, ms),
    close: async () => {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function churn(
  vms: Map<string, Vm>,
  live: { seq: number },
  listeners: ReadonlySet<WebSocket>,
  perSecond: number,
  ms: number,
): Promise<void> {
  const ids = [...vms.keys()];
  const began = performance.now();
  for (let sent = 0; sent < (perSecond * ms) / 1000; sent += 1) {
    const due = began + (sent * 1000) / perSecond;
    while (performance.now() < due) await sleep(1);
    live.seq += 1;
    const id = ids[(live.seq * 97) % ids.length] ?? '';
    const vm = vms.get(id);
    if (vm === undefined) continue;
    const state = vm.state === 'Off' ? 'Running' : 'Off';
    vms.set(id, { ...vm, state });
    const { vm_name, vm_id } = vm;
    const params = { seq: live.seq, at: AT, type: 'vm_changed', vm_name, vm_id, data: { state } };
    const frame = JSON.stringify({ jsonrpc: '2.0', method: 'event', params });
    for (const socket of listeners) socket.send(frame);
  }
}

function answerTo(
  method: string,
  params: Record<string, unknown>,
  vms: ReadonlyMap<string, Vm>,
  seq: number,
): unknown {
  const { capacity, templates, networks } = hostState([]);
  switch (method) {
    case 'initialize':
    case 'host/get':
      return sampleHost;
    case 'vms/list':
      return { vms: [...vms.values()], at: AT };
    case 'vms/get':
      return vms.get(String(params['vm_id']));
    case 'jobs/list':
      return { jobs: jobsOf(vms.size), next: null };
    case 'capacity/get':
      return capacity;
    case 'templates/list':
      return templates;
    case 'networks/list':
      return networks;
    case 'events/subscribe':
      return { epoch: 1, seq, snapshot: false };
    default:
      return {};
  }
}

function jobsOf(vms: number): unknown[] {
  const count = Math.min(LISTED_JOBS, Math.ceil(vms / VMS_PER_JOB));
  return Array.from({ length: count }, (_, n) => {
    const names = Array.from(
      { length: VMS_PER_JOB },
      (_vm, index) => `vm-${String(n * VMS_PER_JOB + index)}`,
    );
    return { ...job([]), ...hostJob(n, names) };
  });
}
