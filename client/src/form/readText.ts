import { type Node, parseTree, type ParseError, printParseErrorCode } from 'jsonc-parser';

/** A text of a spec, as far as a form can show it. */
export type TextReading =
  | { readonly kind: 'good'; readonly tree: Node }
  /** No form can be made of it. `offset` is where the first mistake is. */
  | { readonly kind: 'broken'; readonly offset: number; readonly message: string };

/** What a mistake in JSON is called, by the name that the parser has for it. */
const mistakes: Readonly<Record<string, string>> = {
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing brace is missing',
  CloseBracketExpected: 'a closing bracket is missing',
  PropertyNameExpected: 'the name of a member is missing',
  ValueExpected: 'a value is missing',
  EndOfFileExpected: 'there is something behind the end',
  InvalidCommentToken: 'JSON has no comments',
};

/** Reads a text: a form needs JSON with a list of VMs in it; whether they are right is said by the language server. */
export function readText(text: string): TextReading {
  if (!isFit(text)) return explain(text);
  const known: { tree?: Node } = {};
  return {
    kind: 'good',
    get tree() {
      return (known.tree ??= parseTree(text) ?? nothing);
    },
  };
}

const nothing: Node = { type: 'null', offset: 0, length: 0, value: null };

/** The engine's own parser is many times faster than one that keeps positions, and this is asked at each keystroke. */
function isFit(text: string): boolean {
  try {
    const file = JSON.parse(text) as { provisioning_request?: { vms?: unknown } | null } | null;
    return Array.isArray(file?.provisioning_request?.vms);
  } catch {
    return false;
  }
}

/** Why no form can be made of a text that is not fit for one. */
function explain(text: string): TextReading {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowEmptyContent: false });
  const [error] = errors;
  if (error !== undefined || tree === undefined) {
    const name = error === undefined ? 'ValueExpected' : printParseErrorCode(error.error);
    return {
      kind: 'broken',
      offset: error?.offset ?? 0,
      message: mistakes[name] ?? 'this is not JSON',
    };
  }
  const request = memberOf(tree, 'provisioning_request');
  if (request?.type !== 'object') {
    return { kind: 'broken', offset: tree.offset, message: 'the object "provisioning_request" is missing' };
  }
  return { kind: 'broken', offset: request.offset, message: 'the list "vms" is missing' };
}

/** The value of a member; of several with one name the last, as every reader of JSON takes it. */
export function memberOf(object: Node, name: string): Node | undefined {
  if (object.type !== 'object') return undefined;
  return object.children?.findLast(({ children }) => children?.[0]?.value === name)?.children?.[1];
}
