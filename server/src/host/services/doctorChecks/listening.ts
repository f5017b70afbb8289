import { isLoopback } from '../../config.ts';
import { amber, green, type DoctorCheck } from './doctorCheck.ts';

/** Who reaches the host, and whether anybody can listen in. */
export const listening: DoctorCheck = {
  id: 'listening',
  title: 'Connections',
  look: ({ bind, tls }) => {
    if (isLoopback(bind)) return green(`Only this computer reaches it (${bind}).`);
    if (tls) return green(`Other computers reach it on ${bind}, encrypted.`);
    return amber(`Other computers reach it on ${bind}, not encrypted.`, 'Give a certificate in `tls`.');
  },
};
