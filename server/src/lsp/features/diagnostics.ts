import type { Feature } from './feature.ts';
import { answerPulls } from './diagnostics/answerPulls.ts';
import { pushOnChange } from './diagnostics/pushOnChange.ts';

/** Problems of a spec. They are pulled by clients that can, and pushed to the others. */
export const diagnostics: Feature = {
  capabilities: (client) =>
    client.textDocument?.diagnostic === undefined
      ? {}
      : {
          diagnosticProvider: {
            identifier: 'vmspec',
            interFileDependencies: false,
            workspaceDiagnostics: false,
          },
        },
  register: (session) => {
    if (session.client.textDocument?.diagnostic === undefined) pushOnChange(session);
    else answerPulls(session);
  },
};
