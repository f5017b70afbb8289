/** Goals of reliability and security that a run proves or misses, and what must not happen. */
export const goals = {
  G1: 'nothing is ever promised twice: 0 over-commitments in any history',
  G2: 'what was acknowledged is never lost: 0 jobs after kills under load',
  G3: 'a kill at any one or two points of any kind of job: 0 bad ends',
  G4: 'every fault of every step, alone and with a crash: 0 orphans, the ledger is the machine',
  G5: 'the same key again and again: one job, 0 further VMs',
  G6: 'ready after a restart with 10,000 jobs: 2 s and one reading; unfinished jobs move within 5 s',
  G7: 'random disconnects: 0 events lost or doubled, in order; resumed within 1 s at p95',
  G8: 'requests from the OpenAPI document, random and mutated: 0 answers 5xx, 0 ends, every answer as described',
  G9: 'POST p99 <= 50 ms at 50 requests a second, GET p99 <= 20 ms',
  G10: '500 slow sockets: p99 of others less than doubled, all closed within 10 s',
  G11: 'an hour with 20 sockets and 5 jobs a second: memory grows by less than 10 %, 0 unhandled rejections',
  G12: 'fuzzed edits of the language server: 0 ends; diagnostics p95 <= 50 ms at 100 KB, 1 MiB <= 300 ms',
  S1: 'every route and the upgrade: 401 without a token, 403 for every bad Host and Origin',
  S2: 'hostile strings in every string: script and arguments stay the same',
  S3: 'hostile template paths, mutated: 0 looks outside the roots',
  S4: '0 secrets in logs, events, errors; no unsafe sources, 0 violations of the content policy',
  S5: 'a reason for every direct dependency, 0 install scripts, 0 high advisories, a bill of materials',
  S6: 'only loopback by default; a remote bind without TLS is refused with 78',
} as const;

export type Goal = keyof typeof goals;
