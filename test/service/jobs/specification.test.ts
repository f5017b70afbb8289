import { describe } from 'mocha';
import { hosts } from '../../support/host/hosts.ts';
import { describeSpecification } from '../../support/host/specification.ts';

describe("the specification's scenarios on a practice host", () => {
  const { start } = hosts();
  describeSpecification(async (options) => {
    const host = await start(options);
    return { url: host.url, token: host.token, faults: host.hyperv.faults };
  });
});
