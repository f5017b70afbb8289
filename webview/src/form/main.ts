import { render } from 'lit';
import type { FormFromPage, FormToPage as ToPage } from '#schemas/generated/types.ts';
import { FormToPage } from '#schemas/generated/webview/FormToPage.js';
import { type Channel, openChannel } from '../shared/channel.ts';
import { DRAWN } from '../shared/marks.ts';
import { readWords } from '../shared/words.ts';
import { createStore, type Store } from './store.ts';
import { highlight, showJob } from './view/focus.ts';
import { pageView } from './view/page.ts';
import '../shared/page.css';
import './form.css';

const place = document.querySelector<HTMLElement>('#page');
const say = readWords(document.body);
const channel: Channel<FormFromPage> = openChannel<ToPage, FormFromPage>(FormToPage, (message) =>
  store.receive(message),
);
// The rows that do not fit on the screen follow those that do.
const drawMore = afterPicture(() => {
  if (performance.getEntriesByName(DRAWN).length === 0) performance.mark(DRAWN);
  store.moreRows();
});
const store: Store = createStore({
  channel,
  // Everything that happens before the next picture is drawn at once.
  changed: drawSoon(() => {
    if (place === null) return;
    render(pageView({ state: store.state(), store, say }), place);
    if (store.state().document !== null) drawMore();
  }),
  focus: highlight,
  begun: showJob,
});

/** Work that is done once what was drawn is on the screen, however often it is asked for before. */
function afterPicture(work: () => void): () => void {
  const asked = { work: false };
  return () => {
    if (asked.work) return;
    asked.work = true;
    requestAnimationFrame(() =>
      setTimeout(() => {
        asked.work = false;
        work();
      }),
    );
  };
}

function drawSoon(draw: () => void): () => void {
  const asked = { draw: false };
  return () => {
    if (asked.draw) return;
    asked.draw = true;
    queueMicrotask(() => {
      asked.draw = false;
      draw();
    });
  };
}
