/** The first version of a host that speaks each version of the protocol, for people who have an older one. */
export const firstHosts: Readonly<Record<number, string>> = { 1: '0.1.0' };
