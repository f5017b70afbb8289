/** Bytes of a spec: the one bound for REST, socket, command line and editor. */
export const SPEC_BYTES = 1024 * 1024;
/** Bytes of any other request body. */
export const BODY_BYTES = 64 * 1024;
/** Nesting of a JSON document. */
export const MAX_DEPTH = 32;
/** VMs in one request, `copies` counted. */
export const MAX_VMS = 500;
/** Problems in one answer; more are announced by `errors_truncated`. */
export const MAX_PROBLEMS = 100;
/** Bytes of one page of a snapshot. */
export const SNAPSHOT_PAGE_BYTES = 256 * 1024;
/** Protocol versions that this version speaks. */
export const PROTOCOL = { min: 1, max: 1 } as const;
/** Port that a host listens on unless told otherwise. */
export const DEFAULT_PORT = 4417;
