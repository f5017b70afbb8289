import type { ErrorCode } from '../errors.ts';
import type { Role } from '../roles.ts';

/** Types of query parameters; on the wire they are text. */
export type QueryKind = 'string' | 'integer' | 'boolean';

/** A REST route as data: registration, OpenAPI, clients and tests all read it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Path with `{name}` for parameters. */
  readonly path: string;
  readonly summary: string;
  /** Least role of the token; null: no token needed. */
  readonly role: Role | null;
  /** Answers also while the host is not ready. */
  readonly early?: boolean;
  readonly query?: { readonly schema: string; readonly members: Readonly<Record<string, QueryKind>> };
  /** Title of the schema of the body. `SpecFile` is read strictly, with positions. */
  readonly body?: string;
  /** An absent body counts as `{}`. */
  readonly bodyOptional?: boolean;
  /** Status of success and title of the answer's schema; null: not JSON. */
  readonly status: 200 | 202 | 201;
  readonly answer: string | null;
  /** Content type of an answer that is not JSON. */
  readonly contentType?: string;
  /** Makes a job: honours `Idempotency-Key` and answers with `Location`. */
  readonly makesJob?: boolean;
  readonly errors: readonly ErrorCode[];
}
