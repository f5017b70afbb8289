/** What the manifest's conditions may ask for, each with what it means. */
export const contextKeys = {
  /** A host is connected. */
  connected: 'vmspec.connected',
  /** A practice host has been connected in this window. */
  practised: 'vmspec.practised',
  /** A host that creates real VMs has been connected in this window. */
  connectedReal: 'vmspec.connectedReal',
  /** Check Host found nothing that stands in the way. */
  checkedGreen: 'vmspec.checkedGreen',
  /** The connected host has a template. */
  hasTemplate: 'vmspec.hasTemplate',
  /** A VM was created from this window. */
  createdVm: 'vmspec.createdVm',
} as const;
