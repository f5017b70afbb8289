/** What PowerShell's own parser sees in a script; `test/powershell/astdump` prints it. */
export interface ScriptFacts {
  readonly path: string;
  readonly errors: readonly { readonly line: number; readonly id: string }[];
  /** Lines of pipelines that are sent to the background. */
  readonly background: readonly number[];
  /** Kinds of nodes in the syntax tree, each with the first line it is on. */
  readonly syntax: readonly Place[];
  readonly tokens: readonly Place[];
  readonly types: readonly { readonly name: string; readonly line: number }[];
  readonly commands: readonly CommandFacts[];
  readonly comparisons: readonly {
    readonly operator: string;
    readonly left: string;
    readonly right: string;
    readonly line: number;
  }[];
  readonly members: readonly { readonly name: string; readonly target: string; readonly line: number }[];
  readonly functions: readonly FunctionFacts[];
}

interface Place {
  readonly kind: string;
  readonly line: number;
}

/** One call of a command. */
export interface CommandFacts {
  /** Null when the name is not constant text. */
  readonly name: string | null;
  readonly text: string;
  /** Kind of node that the name is. */
  readonly element: string;
  /** `Unknown` for a plain call, `Ampersand`, `Dot`. */
  readonly invocation: string;
  readonly parameters: readonly string[];
  /** How many arguments have no parameter name before them. */
  readonly positional: number;
  readonly splats: boolean;
  /** `-Confirm:$false` is given. */
  readonly confirm: boolean;
  /** Function that the call is in. */
  readonly function: string | null;
  readonly line: number;
}

/** One function. */
export interface FunctionFacts {
  readonly name: string;
  readonly lines: number;
  readonly help: boolean;
  readonly text: string;
  readonly parameters: readonly string[];
  readonly line: number;
}
