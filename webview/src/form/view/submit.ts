import { html, nothing, type TemplateResult } from 'lit';
import { countVms } from '../model/spec.ts';
import type { View } from './context.ts';

/** The one button that everything is for, with the reason beside it when it cannot be pressed. */
export function submitView(view: View): TemplateResult {
  const { state, store, say } = view;
  const reason = whyNot(view);
  const vms = countVms(state.spec.vms);
  const refusal = state.submission?.refusal ?? null;
  return html`<footer class="submit">
    ${
      refusal === null
        ? nothing
        : html`<div class="notice error" role="alert">
            <p><strong>${say('Not submitted.')}</strong> ${refusal.message} ${refusal.hint}</p>
            <button class="link" @click=${() => store.say({ type: 'action', action: 'dismissRefusal' })}>
              ${say('Close')}
            </button>
          </div>`
    }
    <div class="buttons">
      <button
        class="primary"
        id="submit"
        aria-disabled=${reason !== ''}
        aria-describedby="submit-reason"
        @click=${() => {
          if (whyNot({ ...view, state: store.state() }) === '')
            store.say({ type: 'action', action: 'submit' });
        }}
      >
        ${vms === 1 ? say('Provision 1 VM...') : say('Provision {0} VMs...', vms)}
      </button>
      <p id="submit-reason">${reason === '' ? readyWords(view) : reason}</p>
    </div>
  </footer>`;
}

/** Why it cannot be submitted now; empty: it can. */
function whyNot({ state, say }: View): string {
  const { document, verdict, problems, host, capacity, submission, job, pending } = state;
  if (document === null || verdict === null) return say('Loading.');
  if (document.broken !== null) return say('The text has a mistake at line {0}.', document.broken.line);
  if (submission?.state === 'asking') return say('Waiting for your answer.');
  if (submission?.state === 'sending') return say('Sending it to the host.');
  if (job?.job?.phase === 'running' || job?.job?.phase === 'cancelling') return say('Its job is running.');
  const { errors } = problems;
  if (errors > 0) return errors === 1 ? say('Mend 1 error first.') : say('Mend {0} errors first.', errors);
  if (host?.state !== 'open') return hostWords(host?.state ?? 'none', say);
  if (pending || !verdict.checked) return say('Checking.');
  const there = problems.all.some(
    ({ code, severity }) => code === 'name_in_use' && severity === 'information',
  );
  if (there) return say('These VMs are on the host already.');
  if (capacity?.fits === false) return say('It does not fit on the host.');
  return '';
}

function hostWords(state: string, say: View['say']): string {
  if (state === 'untrusted') return say('The workspace is not trusted.');
  if (state === 'connecting') return say('Connecting to the host.');
  return state === 'none' ? say('No host is connected.') : say('The host does not answer.');
}

function readyWords({ state, say }: View): string {
  const { host } = state;
  if (host === null) return '';
  return host.simulated
    ? say('On {0}, a practice host: nothing is created.', host.name ?? '')
    : say('On {0}. You are asked once more.', host.name ?? '');
}
