import { html, nothing, type TemplateResult } from 'lit';
import type { FormAction } from '#schemas/generated/types.ts';
import type { View } from './context.ts';

/** Which host the form is checked against; without one, what to do about it. */
export function hostLine({ state, store, say }: View): TemplateResult {
  const { host } = state;
  if (host === null) return html``;
  const button = (action: FormAction['action'], words: string): TemplateResult =>
    html`<button @click=${() => store.say({ type: 'action', action })}>${words}</button>`;
  if (host.state === 'open') {
    const name = host.name ?? '';
    return html`<p class="host">
      ${host.simulated ? say('Practice host {0}: nothing is created.', name) : say('Host: {0}', name)}
    </p>`;
  }
  if (host.state === 'connecting') return html`<p class="host">${host.reason}</p>`;
  return html`<div class="notice warning">
    <p>
      <strong
        >${host.state === 'none' ? say('No host connected: checked offline.') : say('Checked offline.')}</strong
      >
      ${host.reason}
    </p>
    <div class="buttons">
      ${host.state === 'untrusted' ? button('trust', say('Manage Trust')) : nothing}
      ${host.state === 'waiting' || host.state === 'failed' ? button('reconnect', say('Try Again')) : nothing}
      ${host.state === 'untrusted' ? nothing : button('connect', say('Connect to Host...'))}
      ${host.state === 'none' ? button('practice', say('Try a Practice Host')) : nothing}
    </div>
  </div>`;
}
