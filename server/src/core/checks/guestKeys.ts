import type { Finding } from '../finding.ts';
import { keyFault } from '../guest/sshKey.ts';
import { entryCheck } from './check.ts';

/** Every key is one that OpenSSH takes, and an account that is made has one: it has no password. */
export const guestKeys = entryCheck(['guest_key'], ({ pointer, spec }) => {
  const { guest } = spec;
  const keys = guest?.ssh_authorized_keys ?? [];
  if (guest?.admin_user !== undefined && keys.length === 0)
    return [
      {
        code: 'guest_key',
        pointer: `${pointer}/guest/admin_user`,
        message: `Nobody could log in as ${JSON.stringify(guest.admin_user)}: add a public key to ssh_authorized_keys.`,
      },
    ];
  return keys.flatMap<Finding>((key, index) => {
    const fault = keyFault(key);
    if (fault === null) return [];
    // What was written is not repeated: it may be a private key.
    const message = `Entry ${index + 1} of ssh_authorized_keys ${fault}.`;
    return [{ code: 'guest_key', pointer: `${pointer}/guest/ssh_authorized_keys/${index}`, message }];
  });
});
