import uPlot from 'uplot';
import type { DashboardResource, DashboardSamples } from '#schemas/generated/types.ts';
import 'uplot/dist/uPlot.min.css';

const HEIGHT = 140;

/** Draws charts into the places that the page has for them. */
export interface Charts {
  /** Draws what is new; charts whose place has gone are given up. */
  draw(samples: DashboardSamples | null): void;
}

interface Drawn {
  readonly plot: uPlot;
  readonly place: HTMLElement;
  /** What it was drawn from. */
  samples: DashboardSamples;
}

export function createCharts(): Charts {
  const drawn = new Map<string, Drawn>();
  const resize = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      const one = [...drawn.values()].find(({ place }) => place === target);
      if (one !== undefined && contentRect.width > 0)
        one.plot.setSize({ width: contentRect.width, height: HEIGHT });
    }
  });
  const begin = (
    place: HTMLElement,
    name: string,
    samples: DashboardSamples,
    data: uPlot.AlignedData,
  ): void => {
    const plot = new uPlot(optionsOf(place), data, place);
    drawn.set(name, { plot, place, samples });
    resize.observe(place);
  };
  return {
    draw: (samples) => {
      for (const [name, { plot, place }] of drawn) {
        if (place.isConnected) continue;
        resize.unobserve(place);
        plot.destroy();
        drawn.delete(name);
      }
      if (samples === null) return;
      for (const place of document.querySelectorAll<HTMLElement>('[data-chart]')) {
        const name = place.dataset['chart'] ?? '';
        const resource = samples.resources.find((one) => one.name === name);
        if (resource === undefined) continue;
        const before = drawn.get(name);
        const data = dataOf(samples, resource);
        if (before === undefined) begin(place, name, samples, data);
        else if (before.samples !== samples) {
          before.samples = samples;
          before.plot.setData(data);
        }
      }
    },
  };
}

function dataOf({ at }: DashboardSamples, { taken, usable }: DashboardResource): uPlot.AlignedData {
  return [at.map((ms) => ms / 1000), taken, at.map(() => usable)];
}

function optionsOf(place: HTMLElement): uPlot.Options {
  const style = getComputedStyle(document.body);
  const color = (name: string, other: string): string => style.getPropertyValue(name) || other;
  const text = color('--vscode-foreground', '#888');
  const line = color('--vscode-charts-blue', '#3794ff');
  const limit = color('--vscode-charts-red', '#f14c4c');
  const grid = { stroke: color('--vscode-widget-border', 'rgba(128,128,128,.25)'), width: 1 };
  const points = { show: false };
  const axis = { stroke: text, grid, ticks: grid, font: `11px ${style.fontFamily}` };
  return {
    width: Math.max(200, place.clientWidth),
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: { y: { range: (_plot, _min, max) => [0, Math.max(1, max * 1.05)] } },
    axes: [axis, { ...axis, size: 52 }],
    series: [
      {},
      {
        stroke: line,
        fill: `color-mix(in srgb, ${line} 20%, transparent)`,
        width: 2,
        paths: steps(),
        points,
      },
      { stroke: limit, width: 1, dash: [4, 4], points },
    ],
  };
}

/** What is taken stays so until the next sample. */
function steps(): uPlot.Series.PathBuilder {
  const build = uPlot.paths.stepped?.({ align: 1 });
  if (build === undefined) throw new Error('uPlot comes without stepped paths');
  return build;
}
