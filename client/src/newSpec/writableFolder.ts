import { type Uri, workspace } from 'vscode';

/** Where new specs go: the first workspace folder that can be written to, else among the drafts of the extension. */
export async function writableFolder(drafts: Uri): Promise<Uri> {
  const folder = workspace.workspaceFolders?.find(
    ({ uri }) => workspace.fs.isWritableFileSystem(uri.scheme) !== false,
  );
  if (folder !== undefined) return folder.uri;
  await workspace.fs.createDirectory(drafts);
  return drafts;
}
