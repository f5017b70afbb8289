import type { SchemaType } from '../schemaTypes.ts';
import type { Route } from './route.ts';
import { accessRoutes } from './routes/access.ts';
import { auditRoutes } from './routes/audit.ts';
import { healthRoutes } from './routes/health.ts';
import { hostRoutes } from './routes/host.ts';
import { jobRoutes } from './routes/jobs.ts';
import { vmRoutes } from './routes/vms.ts';

export type { QueryKind, Route } from './route.ts';

const table = {
  ...vmRoutes,
  ...jobRoutes,
  ...auditRoutes,
  ...hostRoutes,
  ...accessRoutes,
  ...healthRoutes,
};

export type RouteName = keyof typeof table;
/** Every REST route by name. */
export const routes: { readonly [K in RouteName]: Route & (typeof table)[K] } = table;

export type RouteAnswer<K extends RouteName> = SchemaType<(typeof table)[K]['answer']>;
export type RouteQuery<K extends RouteName> = (typeof table)[K] extends { query: { schema: infer S } }
  ? SchemaType<S>
  : Record<never, never>;
export type RouteBody<K extends RouteName> = (typeof table)[K] extends { body: infer S }
  ? SchemaType<S>
  : undefined;
