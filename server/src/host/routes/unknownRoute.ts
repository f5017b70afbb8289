import { routes, type Route } from '#schemas/protocol/routes.ts';

const patterns = Object.values(routes).map((route: Route) => ({
  method: route.method,
  pattern: new RegExp(`^${route.path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
}));

/** Methods that a path takes; empty for a path that is none of ours. */
export function methodsOf(path: string): string[] {
  return [...new Set(patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))];
}

/** Whether a path is written in a way that no client of ours writes it, and that could be read in two ways. */
export function isAmbiguousPath(path: string): boolean {
  return /%(?:00|2f|5c)|\\|\/\/|\/(?:\.|%2e){1,2}(?:\/|$)|.\/$/i.test(path);
}
