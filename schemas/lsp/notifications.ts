/**
 * From client to server: what is known of the host that specs are written for, as `HostFactsParams`; null parameters say
 * that there is no host any more.
 */
export const HOST_FACTS = 'vmspec/hostFacts';

/**
 * Age from which facts are stale: what was refused for them is only warned about. A client sends facts whenever they
 * change and at least once a minute, so two have been missed by then and its host is not answering.
 */
export const STALE_AFTER_MS = 120_000;
