import { isDeviceName } from '../deviceNames.ts';
import { entryCheck } from './check.ts';

/** No VM gets the name of a Windows device, because its name becomes a folder. */
export const vmNameReserved = entryCheck(['vm_name_reserved'], ({ pointer, vms }) => {
  const reserved = vms.find(({ vm_name }) => isDeviceName(vm_name));
  if (reserved === undefined) return [];
  const message = `"${reserved.vm_name}" is the name of a Windows device and cannot become a folder: choose another name.`;
  return [{ code: 'vm_name_reserved', pointer: `${pointer}/vm_name`, message }];
});
