import type { RouteName } from '#schemas/protocol/routes.ts';
import { routes } from '#schemas/protocol/routes.ts';
import type { Target } from './target.ts';

/** Values of a query; those that are undefined are left out. */
export type QueryValues = Readonly<Record<string, string | number | boolean | undefined>>;

/** The address of a route with its parameters filled in. */
export function routeUrl(
  base: URL,
  name: RouteName,
  params: Readonly<Record<string, string>>,
  query: QueryValues,
): URL {
  const path = routes[name].path.replace(/\{(\w+)\}/g, (_all, key: string) =>
    encodeURIComponent(params[key] ?? ''),
  );
  const url = new URL(base.pathname.replace(/\/$/, '') + path, base);
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(key, String(value));
  }
  return url;
}

/** The headers that every request carries. */
export function requestHeaders(
  target: Target,
  body: Uint8Array | null,
  key: string | null,
): Record<string, string> {
  return {
    accept: 'application/json',
    ...(target.token === null ? {} : { authorization: `Bearer ${target.token}` }),
    ...(body === null
      ? {}
      : { 'content-type': 'application/json', 'content-length': String(body.byteLength) }),
    ...(key === null ? {} : { 'idempotency-key': key }),
  };
}
