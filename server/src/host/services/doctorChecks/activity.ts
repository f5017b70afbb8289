import { amber, green, red, type DoctorCheck } from './doctorCheck.ts';

/** Whether what people do is written down. */
export const activity: DoctorCheck = {
  id: 'activity',
  title: 'Activity log',
  look: ({ activity: { lost, failure } }) => {
    if (failure !== null)
      return red(
        `Who changes what is not written down: ${failure}`,
        'Free space on the disk of the data directory, and see that the host may write in its folder `logs`.',
      );
    if (lost === 0) return green('Every change is written down.');
    return amber(
      `${lost} records were lost since the host was started, when they could not be written.`,
      null,
    );
  },
};
