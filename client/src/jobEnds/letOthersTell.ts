import { window } from 'vscode';

/** Milliseconds that a window without the focus leaves to the others to tell. */
const AFTER_OTHERS_MS = 1500;

/** Leaves the telling of news to the window that somebody looks at, if there is one. Answers whether it is this one. */
export async function letOthersTell(): Promise<boolean> {
  const looking = window.state.focused;
  if (!looking) await new Promise((resolve) => setTimeout(resolve, AFTER_OTHERS_MS));
  return looking;
}
