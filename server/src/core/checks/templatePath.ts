import { pathFault } from '../windowsPath.ts';
import { entryCheck } from './check.ts';

/** The template is a plain absolute path to a disk file, in a format that suits the generation. */
export const templatePath = entryCheck(
  ['template_path', 'template_format'],
  ({ pointer, spec, generation }) => {
    const path = spec.disk_template_path;
    const place = `${pointer}/disk_template_path`;
    const fault = pathFault(path) ?? (/\.vhdx?$/i.test(path) ? null : 'it does not end in .vhdx');
    if (fault !== null) {
      const message = `disk_template_path must be written as C:\\Templates\\name.vhdx: ${fault}.`;
      return [{ code: 'template_path', pointer: place, message }];
    }
    if (generation === 1 || /\.vhdx$/i.test(path)) return [];
    const message =
      'A .vhd disk cannot boot a VM of generation 2: convert the template to .vhdx, or write "generation": 1.';
    return [{ code: 'template_format', pointer: place, message }];
  },
);
