/** Says a text of the page in the language of the editor; `{0}` and so on stand for the arguments. */
export type Say = (english: string, ...args: readonly (string | number)[]) => string;

/** Words with the translations that the extension put into the page. */
export function readWords(body: HTMLElement): Say {
  return sayIn(parse(body.dataset['words'] ?? '{}'));
}

/** Words with translations by their English text; one without stays English. */
export function sayIn(translations: Readonly<Record<string, unknown>>): Say {
  return (english, ...args) => {
    const text = Object.hasOwn(translations, english) ? translations[english] : english;
    return (typeof text === 'string' ? text : english).replace(/\{(\d+)\}/g, (whole, index: string) =>
      String(args[Number(index)] ?? whole),
    );
  };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
