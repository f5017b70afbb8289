/**
 * Refuses an admission that would promise more of a resource than its ceiling, whatever the code before it did. Only
 * what the job itself asks for is summed: sums by equality read the index once and compare nothing else.
 */
const refuseOverCommit = `
  SELECT RAISE(ABORT, 'OVERCOMMIT')
  FROM (
    SELECT DISTINCT pool FROM reservation
    WHERE job_id = NEW.id AND attempt = NEW.attempt AND state = 'HELD' AND amount > 0
  ) AS wanted
  WHERE (SELECT SUM(amount) FROM reservation WHERE state = 'HELD' AND pool = wanted.pool)
      > (SELECT ceiling FROM capacity WHERE id = wanted.pool);
`;

/** Tables of the first version. Amounts are whole cores and MB, times RFC 3339, ids lower-case GUIDs. */
export const initial = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE job (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('provision', 'start', 'stop', 'restart', 'delete')),
  status TEXT NOT NULL CHECK (status IN ('Submitted', 'Provisioning', 'Failed', 'Success')),
  reason TEXT,
  attempt INTEGER NOT NULL DEFAULT 1,
  operator TEXT NOT NULL,
  on_failure TEXT NOT NULL CHECK (on_failure IN ('keep', 'rollback_all')),
  cancelling INTEGER NOT NULL DEFAULT 0,
  target_vm_id TEXT,
  request TEXT NOT NULL,
  created_at TEXT NOT NULL,
  started_at TEXT,
  finished_at TEXT
) STRICT;
CREATE INDEX job_unfinished ON job (target_vm_id)
  WHERE target_vm_id IS NOT NULL AND status IN ('Submitted', 'Provisioning');

-- A VM of a job, as the job sees it.
CREATE TABLE job_vm (
  job_id TEXT NOT NULL,
  n INTEGER NOT NULL,
  vm_name TEXT NOT NULL,
  status TEXT NOT NULL,
  step TEXT,
  progress REAL NOT NULL DEFAULT 0,
  vm_id TEXT,
  error TEXT,
  rollback TEXT NOT NULL DEFAULT 'none',
  waiting_for TEXT,
  managed_vm INTEGER REFERENCES managed_vm (id),
  PRIMARY KEY (job_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX job_vm_leftover ON job_vm (rollback) WHERE rollback = 'incomplete';

-- A VM that we created or are about to. Its name is taken while it is held.
CREATE TABLE managed_vm (
  id INTEGER PRIMARY KEY,
  job_id TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  n INTEGER NOT NULL,
  vm_name TEXT NOT NULL COLLATE NOCASE,
  vm_id TEXT,
  folder TEXT NOT NULL COLLATE NOCASE,
  blueprint TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'HELD' CHECK (state IN ('HELD', 'RELEASED'))
) STRICT;
CREATE UNIQUE INDEX managed_vm_name ON managed_vm (vm_name) WHERE state = 'HELD';
CREATE INDEX managed_vm_vm_id ON managed_vm (vm_id) WHERE state = 'HELD' AND vm_id IS NOT NULL;

-- What is promised to the VM n of a job's attempt: one row for its CPU, its RAM, each of its disks. Few trees, because
-- an admission writes a page of each: the rows lie by job, and the one index answers the sums of what is held.
CREATE TABLE reservation (
  job_id TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  n INTEGER NOT NULL,
  item INTEGER NOT NULL,
  managed_vm INTEGER REFERENCES managed_vm (id),
  pool INTEGER NOT NULL REFERENCES capacity (id),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  path TEXT NOT NULL COLLATE NOCASE,
  committed INTEGER NOT NULL DEFAULT 0 CHECK (committed IN (0, 1)),
  state TEXT NOT NULL DEFAULT 'HELD' CHECK (state IN ('HELD', 'RELEASED')),
  released_reason TEXT,
  PRIMARY KEY (job_id, attempt, n, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX reservation_held ON reservation (pool, committed, amount) WHERE state = 'HELD';

-- How much of a resource may be promised at most; written from the inventory before each admission. A resource that the
-- machine lost has the ceiling 0.
CREATE TABLE capacity (
  id INTEGER PRIMARY KEY,
  resource TEXT NOT NULL CHECK (resource IN ('cpu', 'ram', 'storage')),
  volume TEXT NOT NULL,
  ceiling INTEGER NOT NULL,
  UNIQUE (resource, volume)
) STRICT;

CREATE TRIGGER job_admitted AFTER INSERT ON job BEGIN ${refuseOverCommit} END;
CREATE TRIGGER job_admitted_again AFTER UPDATE OF attempt ON job BEGIN ${refuseOverCommit} END;

-- What a step of a job set out to do, and whether it did.
CREATE TABLE step (
  job_id TEXT NOT NULL,
  n INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  step TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('intent', 'done', 'compensated')),
  at TEXT NOT NULL,
  PRIMARY KEY (job_id, n, attempt, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  type TEXT NOT NULL,
  job_id TEXT,
  vm_name TEXT,
  vm_id TEXT,
  data TEXT
) STRICT;

CREATE TABLE idempotency (
  principal TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  job_id TEXT NOT NULL,
  answer TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  PRIMARY KEY (principal, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_age ON idempotency (created_ms);

CREATE TABLE token (
  name TEXT PRIMARY KEY COLLATE NOCASE,
  role TEXT NOT NULL CHECK (role IN ('viewer', 'operator', 'admin')),
  sha256 TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT
) STRICT, WITHOUT ROWID;
`;
