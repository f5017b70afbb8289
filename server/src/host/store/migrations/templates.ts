/**
 * What the host remembers of templates. Those that VMs of ours were made from before are taken from the plans of these
 * VMs. `told` is the state that the last event told. A row stays while files of it may still have to be removed: `LEFT`
 * is one that nobody sees any more, and `clean_looks` says how often nothing has to be found of it yet.
 */
export const templates = `
CREATE TABLE template (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL COLLATE NOCASE,
  state TEXT NOT NULL CHECK (state IN ('ADDING', 'FAILED', 'RECORDED', 'REMOVING', 'LEFT')),
  disk_id TEXT NOT NULL DEFAULT '',
  size_mb INTEGER NOT NULL DEFAULT 0,
  content_stamp TEXT,
  os TEXT NOT NULL DEFAULT 'unknown' CHECK (os IN ('windows', 'linux', 'unknown')),
  generation INTEGER CHECK (generation IN (1, 2)),
  added_at TEXT,
  added_by TEXT,
  told TEXT NOT NULL DEFAULT 'ok' CHECK (told IN ('ok', 'changed', 'missing')),
  superseded_by TEXT,
  source TEXT,
  temporary TEXT,
  replaces TEXT,
  begun INTEGER NOT NULL DEFAULT 0,
  progress REAL NOT NULL DEFAULT 0,
  error TEXT,
  clean_looks INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX template_path ON template (path) WHERE state <> 'LEFT';

INSERT OR IGNORE INTO template (path, state, disk_id, size_mb)
SELECT blueprint ->> '$.template.path', 'RECORDED', blueprint ->> '$.template.disk_id', blueprint ->> '$.template.size_mb'
FROM managed_vm
WHERE state = 'HELD' AND COALESCE(blueprint ->> '$.adopted', 0) = 0
ORDER BY id;
`;
