import { svg, html, type SVGTemplateResult, type TemplateResult } from 'lit';

function icon(shape: SVGTemplateResult): TemplateResult {
  return html`<svg class="glyph" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    ${shape}
  </svg>`;
}

export const plusIcon = (): TemplateResult => icon(svg`<path d="M8 3v10M3 8h10" />`);
export const crossIcon = (): TemplateResult => icon(svg`<path d="M4 4l8 8M12 4l-8 8" />`);
export const copyIcon = (): TemplateResult =>
  icon(svg`<rect x="5.5" y="5.5" width="7" height="7" rx="1" /><path d="M10.5 3.5h-6a1 1 0 0 0-1 1v6" />`);
export const downIcon = (): TemplateResult => icon(svg`<path d="M4 6l4 4 4-4" />`);
export const rightIcon = (): TemplateResult => icon(svg`<path d="M6 4l4 4-4 4" />`);
