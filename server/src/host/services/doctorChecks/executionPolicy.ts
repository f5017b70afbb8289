import { amber, green, machineCheck, red } from './doctorCheck.ts';

/** Scopes from the strongest to the weakest, as PowerShell reads them. */
const scopes = ['MachinePolicy', 'UserPolicy', 'Process', 'CurrentUser', 'LocalMachine'];

/** Scripts may be loaded. VMSpec never goes round the policy of the machine. */
export const executionPolicy = machineCheck(
  'execution_policy',
  'Execution policy',
  ({ execution_policy }) => {
    const set = scopes
      .map((scope) => execution_policy.find((item) => item.scope === scope))
      .find((item) => item !== undefined && item.policy !== 'Undefined');
    if (set === undefined)
      return green('Not set: the default of this Windows holds, and the module was loaded.');
    const found = `${set.policy} (${set.scope})`;
    switch (set.policy) {
      case 'Restricted':
        return red(
          `${found}: no script may be loaded.`,
          set.scope.endsWith('Policy')
            ? 'A group policy says so: ask its administrator for RemoteSigned.'
            : `Run in an elevated PowerShell: Set-ExecutionPolicy -Scope ${set.scope} RemoteSigned`,
        );
      case 'AllSigned':
        return amber(`${found}: every script must be signed.`, "Sign VMSpec's module when you update it.");
      default:
        return green(`${found}.`);
    }
  },
);
