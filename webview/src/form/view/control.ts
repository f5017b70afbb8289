import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

/** What the control of a field needs. */
export interface Control {
  readonly id: string;
  readonly text: string;
  readonly describedBy: string;
  readonly invalid: boolean;
  /** What could stand there, while it is empty. */
  readonly placeholder?: string | undefined;
  readonly input: (text: string) => void;
}

/** A line of text; numbers too, so that nothing typed is swallowed. */
export function inputControl(
  { id, text, describedBy, invalid, placeholder, input }: Control,
  mode: 'text' | 'numeric' | 'decimal',
): TemplateResult {
  return html`<input
    id=${id}
    type="text"
    inputmode=${mode}
    autocomplete="off"
    spellcheck="false"
    placeholder=${placeholder ?? nothing}
    aria-describedby=${describedBy || nothing}
    aria-invalid=${invalid}
    .value=${live(text)}
    @input=${({ target }: Event) => input((target as HTMLInputElement).value)}
  />`;
}
