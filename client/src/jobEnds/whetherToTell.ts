/** Values of the setting `vmspec.notifications`. */
export const notificationChoices = ['all', 'failures', 'unseen', 'none'] as const;
export type NotificationChoice = (typeof notificationChoices)[number];

/** Whether the end of a job is told: failures unless nothing is wanted, the rest by choice and by who is looking. */
export function isToTell(choice: NotificationChoice, failed: boolean, looking: boolean): boolean {
  if (choice === 'none') return false;
  if (failed || choice === 'all') return true;
  return choice === 'unseen' && !looking;
}

/** The choice that a value of the setting stands for. */
export function readChoice(value: unknown): NotificationChoice {
  return notificationChoices.find((choice) => choice === value) ?? 'unseen';
}
