/** What a row of a tree is about; commands find here what they are for. */
export type Subject =
  | { readonly kind: 'host' | 'capacity' | 'vms' | 'templates' | 'networks' | 'switches' | 'keptDisks' }
  | { readonly kind: 'resource'; readonly name: string }
  | { readonly kind: 'group'; readonly key: string; readonly jobId: string | null }
  | { readonly kind: 'vm'; readonly vmId: string }
  /** The n-th VM of a job. */
  | { readonly kind: 'jobVm'; readonly jobId: string; readonly n: number }
  | { readonly kind: 'template' | 'keptDisk'; readonly path: string }
  | { readonly kind: 'network' | 'switch'; readonly name: string }
  | { readonly kind: 'job'; readonly jobId: string }
  /** A sentence, with what can be done about it. */
  | { readonly kind: 'note'; readonly name: string };

/** A row, known by its id from one state to the next. */
export interface TreeNode {
  readonly id: string;
  readonly subject: Subject;
}

/** An icon of the editor, with a colour of its theme. */
export interface Icon {
  readonly name: string;
  readonly color?: string;
}

/** What a row looks like. */
export interface Row {
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  readonly icon?: Icon;
  /** What the conditions of menus see as `viewItem`: words with dots between them. */
  readonly context: string;
  /** Whether it is opened with its first showing; absent: it has nothing below it. */
  readonly open?: boolean;
  /** Done by a click. */
  readonly command?: string;
  /** What a screen reader says. */
  readonly spoken: string;
}

/** Colours of the editor's themes that states have. */
export const colors = {
  good: 'testing.iconPassed',
  bad: 'testing.iconFailed',
  warn: 'list.warningForeground',
  quiet: 'disabledForeground',
  busy: 'charts.blue',
  held: 'charts.yellow',
} as const;
