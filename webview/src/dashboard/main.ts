import { render } from 'lit';
import type { DashboardFromPage, DashboardToPage as ToPage } from '#schemas/generated/types.ts';
import { DashboardToPage } from '#schemas/generated/webview/DashboardToPage.js';
import { type Channel, openChannel } from '../shared/channel.ts';
import { readWords } from '../shared/words.ts';
import { createCharts } from './charts.ts';
import { dashboardPage } from './page.ts';
import { KEPT_VERSION, type PageState, receive, startState } from './state.ts';
import '../shared/page.css';
import './dashboard.css';

begin(document.querySelector<HTMLElement>('#page'));

/** Shows what the extension tells, and tells it what a person wants. */
function begin(place: HTMLElement | null): void {
  if (place === null) return;
  const say = readWords(document.body);
  const charts = createCharts();
  const channel: Channel<DashboardFromPage> = openChannel<ToPage, DashboardFromPage>(
    DashboardToPage,
    (message) => show(receive(live.state, message)),
  );
  const live: { state: PageState; waiting: boolean } = { state: startState(channel.kept()), waiting: false };
  const draw = (): void => {
    live.waiting = false;
    const { state } = live;
    const page = dashboardPage({
      state,
      say,
      choose: (change) => {
        const chosen = { ...live.state.chosen, ...change };
        channel.keep({ ...chosen, version: KEPT_VERSION });
        show({ ...live.state, chosen });
      },
      act: (action, ids) => channel.post({ type: 'action', action, ids: [...ids] }),
    });
    render(page, place);
    charts.draw(state.chosen.tab === 'capacity' && !state.chosen.asTable ? state.samples : null);
  };
  function show(state: PageState): void {
    live.state = state;
    // Everything that happens before the next picture is drawn at once.
    if (live.waiting) return;
    live.waiting = true;
    queueMicrotask(draw);
  }
  show(live.state);
}
