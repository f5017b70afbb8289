/** True for names that Windows takes for a device, with any extension and whatever the case: `CON`, `com1.x`. */
export declare function isDeviceName(name: string): boolean;
