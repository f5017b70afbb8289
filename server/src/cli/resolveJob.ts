import type { JobList } from '#schemas/generated/types.ts';
import type { Client } from './client/client.ts';
import { exitCodes } from './exitCodes.ts';
import { CliFailure } from './failure.ts';

/** Letters that a shortened id needs: fewer match by chance, or are a slip. */
const SHORTEST = 4;
/** Ids that are named where several match. */
const NAMED = 5;
/** The most that a host lists at once. */
const PAGE = 200;

async function idsBeginning(client: Client, text: string): Promise<readonly string[]> {
  const found: string[] = [];
  let after: string | null = null;
  do {
    const page: JobList = await pageOfJobs(client, after);
    found.push(...page.jobs.map((job) => job.job_id).filter((id) => id.toLowerCase().startsWith(text)));
    after = page.next;
  } while (after !== null);
  return found;
}

async function pageOfJobs(client: Client, after: string | null): Promise<JobList> {
  const query = { limit: PAGE, ...(after === null ? {} : { after }) };
  return (await client.call('listJobs', { query })).body;
}

/**
 * The id of the job that a person names, in full or by its beginning. A full id is not looked up: the host says whether
 * there is such a job. Throws CliFailure where none or several begin so.
 */
export async function resolveJob(client: Client, wanted: string): Promise<string> {
  if (!/^[0-9a-f-]{1,35}$/i.test(wanted)) return wanted;
  if (wanted.length < SHORTEST) {
    const hint = `Give ${String(SHORTEST)} letters or more. List the jobs with: vmspec jobs`;
    throw new CliFailure(exitCodes.usage, `"${wanted}" is too short for the id of a job.`, hint);
  }
  const ids = await idsBeginning(client, wanted.toLowerCase());
  const [only, ...others] = ids;
  if (only === undefined) {
    const message = `There is no job whose id is or begins with "${wanted}".`;
    throw new CliFailure(exitCodes.conflict, message, 'List the jobs with: vmspec jobs', 'job_not_found');
  }
  if (others.length === 0) return only;
  const more = ids.length > NAMED ? ', …' : '';
  throw new CliFailure(
    exitCodes.conflict,
    `The ids of ${String(ids.length)} jobs begin with "${wanted}".`,
    `Give more of it: ${ids.slice(0, NAMED).join(', ')}${more}`,
    'job_ambiguous',
  );
}
