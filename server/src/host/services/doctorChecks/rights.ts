import { amber, green, machineCheck, red } from './doctorCheck.ts';

/** The account may manage Hyper-V: by SID, since the names of groups are translated. */
export const rights = machineCheck('rights', 'Rights', ({ rights: found }) => {
  if (found === null) return amber('Which groups the account is in could not be read.', null);
  const { account, sid } = found;
  if (found.hyperv_admin) return green(`${account} is a member of Hyper-V Administrators (S-1-5-32-578).`);
  if (found.elevated_admin) return green(`${account} is an elevated administrator.`);
  return red(
    `${account} may not manage Hyper-V.`,
    `Run in an elevated PowerShell: Add-LocalGroupMember -SID S-1-5-32-578 -Member ${sid}  Then sign out and in: groups are read at sign-in only.`,
  );
});
