import { entryCheck } from './check.ts';

/** The settings of a guest lie on a disk in the VM's one DVD drive. */
export const guestDrive = entryCheck(['guest_drive'], ({ pointer, spec }) => {
  if (spec.guest === undefined || spec.dvd_path === undefined) return [];
  const message =
    'The guest reads its settings from the DVD drive, so no other disk can be in it: remove dvd_path or guest.';
  const related = [{ pointer: `${pointer}/guest`, message: 'Settings of the guest are asked for here.' }];
  return [{ code: 'guest_drive', pointer: `${pointer}/dvd_path`, message, related }];
});
