/** Node's own module, in the place of the one that VS Code has changed, for the package `ws`. */
import https from 'node:https';
import { original } from './original.ts';

export const { createServer, get, request } = original(https);
