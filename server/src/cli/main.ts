#!/usr/bin/env node
import { atLeast, needed } from './nodeVersion.ts';

// Nothing else is imported before the check: what follows does not even load on an older Node.
if (atLeast(process.versions.node)) {
  const { runProcess } = await import('./process.ts');
  await runProcess(process.argv.slice(2));
} else {
  process.stderr.write(`${needed(process.versions.node)}\n`);
  process.exitCode = 78;
}
