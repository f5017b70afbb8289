import * as l10n from '@vscode/l10n';
import { Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import type { DashboardFromPage, DashboardHost, DashboardToPage } from '#schemas/generated/types.ts';
import { DashboardFromPage as isIncoming } from '#schemas/generated/webview/DashboardFromPage.js';
import type { ConnectionState } from '../connection/state.ts';
import type { Disposing } from '../disposing.ts';
import type { Parts } from '../parts.ts';
import type { HostState } from '../store/hostState.ts';
import { wakeLink } from '../views/wakeLink.ts';
import { servePage } from '../webviews/servePage.ts';
import { runAction } from './actions.ts';
import { changedRows } from './changedRows.ts';
import { noRows, rowsOf, type DashboardRowSet } from './rows.ts';
import { samplesMessage } from './samplesMessage.ts';
import { DASHBOARD } from './viewType.ts';

/** The dashboard: at most one in a window. */
export interface Dashboard extends Disposing {
  /** Shows it, in front. */
  show(): Promise<void>;
  /** Fills a panel that the editor brought back after a reload. */
  revive(panel: WebviewPanel): Promise<void>;
}

export function createDashboard(parts: Pick<Parts, 'hostLink' | 'root' | 'output'>): Dashboard {
  const live: { panel: WebviewPanel | null } = { panel: null };
  const revive = async (panel: WebviewPanel): Promise<void> => {
    live.panel = panel;
    panel.iconPath = Uri.joinPath(parts.root, 'client', 'icons', 'activity.svg');
    const link = await fill(panel, parts);
    panel.onDidDispose(() => {
      link.dispose();
      if (live.panel === panel) live.panel = null;
    });
  };
  return {
    show: async () => {
      if (live.panel !== null) {
        live.panel.reveal();
        return;
      }
      await revive(
        window.createWebviewPanel(DASHBOARD, l10n.t('VMSpec Dashboard'), ViewColumn.Active, {
          enableScripts: true,
        }),
      );
    },
    revive,
    dispose: () => {
      live.panel?.dispose();
    },
  };
}

/** Serves the page in a panel, and tells it what changes while it is seen. */
async function fill(
  panel: WebviewPanel,
  parts: Pick<Parts, 'hostLink' | 'root' | 'output'>,
): Promise<Disposing> {
  const { connection, store } = await wakeLink(parts);
  const live: { sent: DashboardRowSet | null; host: string; samples: unknown } = {
    sent: null,
    host: '',
    samples: null,
  };
  const tellHost = (): void => {
    const message = hostMessage(connection.state(), store.state());
    const text = JSON.stringify(message);
    if (text !== live.host) page.post(message);
    live.host = text;
  };
  const tellRows = (): void => {
    const state = store.state();
    const rows = state === null ? noRows : rowsOf(state, live.sent ?? noRows);
    const message = changedRows(rows, live.sent);
    live.sent = rows;
    if (message !== null) page.post(message);
    const samples = store.samples();
    if (state !== null && samples !== live.samples) page.post(samplesMessage(samples, state.capacity));
    live.samples = samples;
  };
  const tellAll = (): void => {
    Object.assign(live, { sent: null, host: '', samples: null });
    tellHost();
    tellRows();
  };
  const page = servePage<DashboardFromPage, DashboardToPage>({
    webview: panel.webview,
    extensionUri: parts.root,
    name: 'dashboard',
    title: l10n.t('VMSpec Dashboard'),
    isIncoming,
    receive: (message) => {
      if (message.type === 'ready') tellAll();
      else if (message.type === 'action') void runAction(message);
    },
    log: (line) => parts.output.debug(line),
  });
  const leaving = [
    store.follow(() => {
      // A hidden page is loaded anew when it is shown, and then asks for everything.
      if (!panel.visible) return;
      tellHost();
      tellRows();
    }),
    connection.follow({ state: () => panel.visible && tellHost() }),
  ];
  return {
    dispose: () => {
      for (const leave of leaving) leave();
      page.dispose();
    },
  };
}

function hostMessage(connection: ConnectionState, state: HostState | null): DashboardHost {
  const name = state?.host.name ?? '';
  const simulated = state?.host.simulated === true;
  const about = { type: 'host' as const, name, simulated };
  switch (connection.kind) {
    case 'open':
      return { ...about, standing: 'open', message: '' };
    case 'connecting':
      return { ...about, standing: 'connecting', message: '' };
    case 'waiting':
    case 'failed':
      return {
        ...about,
        standing: 'away',
        message: `${connection.failure.message} ${connection.failure.hint}`.trim(),
      };
    case 'none':
      return { ...about, standing: 'none', message: connection.reason };
    case 'off':
      return { ...about, standing: 'none', message: l10n.t('A host is used only in a trusted workspace.') };
  }
}
