/**
 * Options of Node that a language server is started with. With room for gigabytes the engine collects garbage so seldom
 * that it holds several times the memory that it uses; these bounds leave a document of the largest size ample room.
 */
export const SERVER_HEAP = ['--max-old-space-size=192', '--max-semi-space-size=4'] as const;
