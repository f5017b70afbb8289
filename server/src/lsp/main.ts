/** The language server as a program of its own: speaks the protocol on standard input and output. */
import { serveStdio } from './serveStdio.ts';

const code = await serveStdio(process.stdin, process.stdout);
process.exit(code);
