import { html, render } from 'lit';
import { FormToPage } from '#schemas/generated/webview/FormToPage.js';
import { openChannel } from '../shared/channel.ts';
import '../shared/page.css';

const page = document.querySelector<HTMLElement>('#page');
openChannel(FormToPage, (message) => {
  if (page !== null && message.type === 'document') render(html`<h1>${message.name}</h1>`, page);
});
