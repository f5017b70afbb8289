/** One web page of the extension: a row of the table that building, licences and the tests read. */
export interface Page {
  /** Files `NAME.js` and `NAME.css` in `dist/webview`. */
  readonly name: string;
  /** Where its program begins, from the root of the repository; it imports its style sheet. */
  readonly source: string;
  /** The most that program and style sheet may weigh together. */
  readonly maxKilobytes: number;
}

/** Every page. */
export const pages: readonly Page[] = [
  { name: 'form', source: 'webview/src/form/main.ts', maxKilobytes: 160 },
  { name: 'dashboard', source: 'webview/src/dashboard/main.ts', maxKilobytes: 160 },
];
