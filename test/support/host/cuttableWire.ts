import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a host that can be cut, as when a cable is pulled, and mended again. */
export interface CuttableWire {
  /** The address of this end of it. */
  readonly url: string;
  /** Breaks what is connected, and refuses what comes. */
  cut(): void;
  /** Lets nothing through any more, and tells nobody: both sides think that they are connected. What comes now waits. */
  silence(): void;
  mend(): void;
  close(): Promise<void>;
}

/** Lays one to the host at an http address. */
export async function layWire(to: string): Promise<CuttableWire> {
  const { hostname, port } = new URL(to);
  const state = { cut: false, silent: false };
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    if (state.cut) {
      near.destroy();
      return;
    }
    if (state.silent) {
      near.pause();
      sockets.add(near);
      near.on('error', () => undefined);
      return;
    }
    const far = connect(Number(port), hostname);
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.pipe(into);
      from.on('error', () => into.destroy());
      from.on('close', () => {
        sockets.delete(from);
        into.destroy();
      });
    }
  });
  const hangUp = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    cut: () => {
      state.cut = true;
      hangUp();
    },
    silence: () => {
      state.silent = true;
      for (const socket of sockets) {
        socket.unpipe();
        socket.pause();
      }
    },
    mend: () => {
      if (state.silent) hangUp();
      state.cut = state.silent = false;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        hangUp();
      }),
  };
}
