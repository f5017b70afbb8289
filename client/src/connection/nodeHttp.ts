/** Node's own module, for packages that would `require` it. */
export * from 'node:http';
