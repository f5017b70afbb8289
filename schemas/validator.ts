/** One violation as a validator reports it. `instancePath` is a JSON pointer. */
export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
  /** The schema whose keyword refused the value; present in generated validators. */
  readonly parentSchema?: Readonly<Record<string, unknown>>;
  /** The value that was refused; present in generated validators. */
  readonly data?: unknown;
}

/** A generated validator. After a call that answered false, `errors` holds every violation. */
export interface Validator<T> {
  (value: unknown): value is T;
  readonly errors?: readonly SchemaError[] | null;
}
