import { amber, green, type DoctorCheck } from './doctorCheck.ts';

/** There is something to make VMs from. */
export const templates: DoctorCheck = {
  id: 'templates',
  title: 'Templates',
  look: ({ view, folders }) => {
    if (view === null) return amber('The templates could not be read.', null);
    const count = view.inventory.templates.length;
    if (count > 0) return green(`${count} in ${folders.template_roots.join(', ')}.`);
    return amber(
      `There is no disk in ${folders.template_roots.join(', ')}.`,
      'Add a prepared disk: `vmspec templates add PATH --wait`; docs/templates.md says how to make one.',
    );
  },
};
