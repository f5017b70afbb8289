import { Ajv } from 'ajv';

/** Keywords that editors understand and validation ignores. */
const editorKeywords = ['enumDescriptions', 'markdownDescription', 'patternErrorMessage', 'defaultSnippets'];

/**
 * The one Ajv factory: nothing is coerced, stripped or filled in, and every error is reported. `allErrors` is safe
 * because every document that is validated is bounded in size first. Standalone validators are verbose: each error
 * carries the value and the schema that refused it, which is what messages for people are made of.
 */
export function createAjv(options: { readonly standalone: boolean } = { standalone: false }): Ajv {
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
    ownProperties: true,
    ...(options.standalone
      ? { code: { source: true, esm: true, lines: false }, inlineRefs: false, messages: false, verbose: true }
      : {}),
  });
  ajv.addVocabulary(editorKeywords);
  return ajv;
}
