import { commands } from 'vscode';
import { contextKeys } from './contextKeys.ts';

/** Tells the editor a context. Not waited for: nothing depends on it but what is offered. */
export function setContext(key: keyof typeof contextKeys, value: boolean): void {
  void commands.executeCommand('setContext', contextKeys[key], value);
}
