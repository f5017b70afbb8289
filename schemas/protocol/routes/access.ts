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
    errors: ['invalid_request', 'token_exists', 'storage_full'],
  },
  revokeToken: {
    method: 'DELETE',
    path: '/api/tokens/{id}',
    role: 'admin',
    status: 200,
    answer: 'TokenList',
    summary: 'Revoke a named token.',
    errors: ['token_not_found', 'storage_full'],
  },
  createPairingCode: {
    method: 'POST',
    path: '/api/pairings',
    role: 'admin',
    body: 'CreatePairingBody',
    bodyOptional: true,
    status: 200,
    answer: 'PairingCode',
    summary: 'Make a pairing code: good for ten minutes, for one client.',
    errors: ['invalid_request', 'token_exists'],
  },
  pair: {
    method: 'POST',
    path: '/api/pair',
    role: null,
    body: 'PairBody',
    status: 200,
    answer: 'Paired',
    summary:
      'Exchange a pairing code for a token. After five wrong codes an address waits for up to ten minutes.',
    errors: ['invalid_request', 'pairing_refused', 'fingerprint_mismatch', 'rate_limited', 'storage_full'],
  },
} as const satisfies Record<string, Route>;
