/** Node's own module, in the place of the one that VS Code has changed, for the package `ws`. */
import http from 'node:http';
import { original } from './original.ts';

export const { createServer, get, request, STATUS_CODES } = original(http);
