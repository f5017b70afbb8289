/**
 * Options of Node that a language server is started with. With room for gigabytes the engine collects garbage so seldom
 * that it holds several times the memory that it uses; these bounds leave a document of the largest size ample room. In
 * so small a heap marking beside the work costs more than it saves: it is done at once.
 */
export const SERVER_HEAP = [
  '--max-old-space-size=192',
  '--max-semi-space-size=1',
  '--no-incremental-marking',
] as const;

/**
 * Variables that a language server is started with. The C library of Linux keeps what the compiler of the engine gave back,
 * once for each of its threads, unless it is told to share one place and to hand back what is free; others ignore them.
 */
export const SERVER_ENVIRONMENT = { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '131072' } as const;
