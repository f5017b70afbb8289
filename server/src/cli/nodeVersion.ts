/** The oldest Node that has everything the host uses (`node:sqlite` with its limits and authorizer). */
const oldest = [24, 15] as const;

/** Whether a Node of this version, such as `24.15.0`, can run vmspec. */
export function atLeast(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

/** What to say on an older Node. */
export function needed(version: string): string {
  return (
    `vmspec needs Node ${oldest.join('.')} or newer and this is ${version}: install it from https://nodejs.org, ` +
    'or run vmspec with the one that `npm install` put into node_modules/.bin: node_modules/.bin/node dist/vmspec.js'
  );
}
