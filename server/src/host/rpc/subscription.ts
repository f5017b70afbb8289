import type { WebSocket } from '@fastify/websocket';
import type { SubscribeResult } from '#schemas/generated/types.ts';
import type { ServiceContext } from '../services/context.ts';
import { isPruned } from '../services/eventQueries.ts';
import { frameOf, notification, type Frame, type Hub } from './hub.ts';
import { snapshotPages } from './snapshot.ts';

/** The event stream of one socket. */
export interface Subscription {
  /** Begins after a position, or from now on. A position that is not to be had is answered by a snapshot first. */
  begin(after: number | null, epoch: number | null): SubscribeResult;
  /** Answers whether there was a stream. */
  end(): boolean;
}

/** A client that has this much unread is fed no more until it has read. */
const PAUSE_BYTES = 1024 * 1024;
/** A client that has this much unread, or does not catch up in time, is dropped: it resumes by position. */
export const DROP_BYTES = 4 * 1024 * 1024;
const DROP_AFTER_MS = 10_000;
/** Events read from the log at once. */
const BATCH = 500;
/** WebSocket close code "try again later". */
export const TRY_AGAIN_LATER = 1013;

interface Stream {
  /** Position of the last event that was sent. */
  position: number;
  /** Set while a snapshot or older events are being sent. */
  catchingUp: boolean;
  /** When the client last had nothing to catch up with. */
  behindSince: number | null;
  ended: boolean;
}

export function createSubscription(socket: WebSocket, hub: Hub, context: ServiceContext): Subscription {
  const current: { stream: Stream | null; stop: () => void } = { stream: null, stop: () => undefined };
  const end = (): boolean => {
    const { stream } = current;
    current.stop();
    if (stream !== null) stream.ended = true;
    current.stream = null;
    return stream !== null;
  };
  return {
    end,
    begin: (after, epoch) => {
      end();
      const { store } = context;
      const seq = store.events.newest();
      const resumable =
        after === null || ((epoch === null || epoch === store.epoch) && !isPruned(store, after));
      const stream: Stream = {
        position: resumable ? (after ?? seq) : seq,
        catchingUp: true,
        behindSince: null,
        ended: false,
      };
      current.stream = stream;
      current.stop = hub.listen((frames) => {
        deliver(socket, context, stream, frames);
      });
      // The answer goes first, so that the client knows what the pages are.
      setImmediate(() => {
        void catchUp(socket, context, stream, !resumable);
      });
      return { epoch: store.epoch, seq, snapshot: !resumable };
    },
  };
}

/** Sends live events to a client that is up to date; others read them from the log when they get there. */
function deliver(socket: WebSocket, context: ServiceContext, stream: Stream, frames: readonly Frame[]): void {
  if (stream.ended || stream.catchingUp) {
    dropIfHopeless(socket, context, stream);
    return;
  }
  if (socket.bufferedAmount > PAUSE_BYTES) {
    void catchUp(socket, context, stream, false);
    return;
  }
  for (const frame of frames) {
    if (frame.seq <= stream.position) continue;
    stream.position = frame.seq;
    socket.send(frame.text);
  }
}

function dropIfHopeless(socket: WebSocket, { clock }: ServiceContext, stream: Stream): void {
  const late = stream.behindSince !== null && clock.monotonic() - stream.behindSince > DROP_AFTER_MS;
  if (stream.ended || (!late && socket.bufferedAmount <= DROP_BYTES)) return;
  stream.ended = true;
  socket.close(TRY_AGAIN_LATER, 'too slow: resume by position');
}

async function catchUp(
  socket: WebSocket,
  context: ServiceContext,
  stream: Stream,
  withSnapshot: boolean,
): Promise<void> {
  stream.catchingUp = true;
  stream.behindSince = context.clock.monotonic();
  if (withSnapshot) {
    for (const page of snapshotPages(context, stream.position)) {
      if (!(await sendWhenRead(socket, stream, notification('snapshot_page', JSON.stringify(page))))) return;
    }
  }
  for (;;) {
    const events = context.store.events.after(stream.position, BATCH);
    const last = events.at(-1);
    if (last === undefined) break;
    for (const event of events) if (!(await sendWhenRead(socket, stream, frameOf(event).text))) return;
    stream.position = last.seq;
  }
  stream.catchingUp = false;
  stream.behindSince = null;
}

/** Sends, and waits for the client to read when too much is unread. Answers false when the stream has ended. */
async function sendWhenRead(socket: WebSocket, stream: Stream, text: string): Promise<boolean> {
  if (stream.ended || socket.readyState !== socket.OPEN) return false;
  if (socket.bufferedAmount <= PAUSE_BYTES) {
    socket.send(text);
    return true;
  }
  const failed = await new Promise<boolean>((resolve) => {
    socket.send(text, (error) => {
      resolve(error != null);
    });
  });
  return !failed;
}
