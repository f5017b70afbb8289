import { Ajv } from 'ajv';

/** Keywords that validation ignores: editors understand them, and messages are made of them. */
const otherKeywords = [
  'enumDescriptions',
  'markdownDescription',
  'patternErrorMessage',
  'defaultSnippets',
  'refusedMembers',
];

/** What an Ajv is made for. */
export interface AjvOptions {
  /** Its validators are written to a file. */
  readonly standalone: boolean;
  /** Validators that say no more than where the first mistake is: small ones, for messages that are only dropped. */
  readonly brief?: boolean;
}

/**
 * The one Ajv factory: nothing is coerced, stripped or filled in, and every error is reported. `allErrors` is safe
 * because every document that is validated is bounded in size first. Standalone validators are verbose: each error
 * carries the value and the schema that refused it, which is what messages for people are made of.
 */
export function createAjv(options: AjvOptions = { standalone: false }): Ajv {
  const ajv = new Ajv({
    allErrors: options.brief !== true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
    ownProperties: true,
    ...(options.standalone
      ? {
          code: { source: true, esm: true, lines: false },
          inlineRefs: false,
          messages: false,
          verbose: options.brief !== true,
        }
      : {}),
  });
  ajv.addVocabulary(otherKeywords);
  return ajv;
}
