import type { Route } from '../route.ts';

/** What watches the host. */
export const healthRoutes = {
  metrics: {
    method: 'GET',
    path: '/metrics',
    role: 'viewer',
    status: 200,
    answer: null,
    contentType: 'text/plain; version=0.0.4; charset=utf-8',
    summary: 'Metrics in the text format of Prometheus.',
    errors: [],
  },
  healthz: {
    method: 'GET',
    path: '/healthz',
    role: null,
    early: true,
    status: 200,
    answer: 'Health',
    summary: 'The process is alive.',
    errors: [],
  },
  readyz: {
    method: 'GET',
    path: '/readyz',
    role: null,
    early: true,
    status: 200,
    answer: 'Health',
    summary: 'Requests that make jobs are accepted; otherwise 503 and why not.',
    errors: ['not_ready', 'stopping'],
  },
} as const satisfies Record<string, Route>;
