import type { Route } from '../route.ts';

/** Who may come in. */
export const accessRoutes = {
  listTokens: {
    method: 'GET',
    path: '/api/tokens',
    role: 'admin',
    status: 200,
    answer: 'TokenList',
    summary: 'List the named tokens.',
    errors: [],
  },
  createToken: {
    method: 'POST',
    path: '/api/tokens',
    role: 'admin',
    body: 'CreateTokenBody',
    status: 201,
    answer: 'Token',
    summary: 'Make a named token; its secret is shown once.',
    errors: ['invalid_request', 'token_exists'],
  },
  revokeToken: {
    method: 'DELETE',
    path: '/api/tokens/{id}',
    role: 'admin',
    status: 200,
    answer: 'TokenList',
    summary: 'Revoke a named token.',
    errors: ['token_not_found'],
  },
} as const satisfies Record<string, Route>;
