import type { Activity } from '#schemas/generated/types.ts';
import { readActivity } from '../activity/readActivity.ts';
import { done, type Outcome } from '../refusal.ts';
import type { Services } from './services.ts';

const DEFAULT_LIMIT = 100;

/** Reads the newest records of the activity log. */
export async function listActivity(
  { activity, activityPath }: Services,
  { limit = DEFAULT_LIMIT, refused = false }: { readonly limit?: number; readonly refused?: boolean },
): Promise<Outcome<Activity>> {
  const records = await readActivity(activityPath, limit, ({ code }) => !refused || code !== null);
  return done({ records, lost: activity.state().lost });
}
