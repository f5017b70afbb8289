import type { IncomingMessage } from 'node:http';
import { createAgent } from '#shared/host/pinnedAgent.ts';
import { readAnswer, refusal, unreachable } from './answerFailure.ts';
import { request as requestHttp } from './nodeHttp.ts';
import { request as requestHttps } from './nodeHttps.ts';
import type { Target } from './target.ts';

const ANSWER_MS = 15_000;

/**
 * Posts JSON to a host and answers what it answers, for what is not done over the socket. The certificate is compared with
 * its pin before anything is sent. Rejects with HostFailure.
 */
export async function post(
  { url, certSha256, token }: Pick<Target, 'url' | 'certSha256'> & { readonly token: string | null },
  path: string,
  body: object,
): Promise<unknown> {
  const agent = createAgent(url, certSha256);
  const text = JSON.stringify(body);
  const options = {
    agent,
    method: 'POST',
    timeout: ANSWER_MS,
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
  };
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = send(new URL(path, url), options, resolve);
      request.once('timeout', () => request.destroy(new Error('no answer for 15 s')));
      request.once('error', (error) => reject(unreachable(url, error)));
      request.end(text);
    });
    const value = await readAnswer(answer);
    const { statusCode = 0 } = answer;
    if (statusCode < 200 || statusCode > 299) throw refusal(url, statusCode, value);
    return value;
  } finally {
    agent.destroy();
  }
}
