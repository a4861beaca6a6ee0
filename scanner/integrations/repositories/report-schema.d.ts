/** Type of the validator that the build generates from schemas/report-1.json; see report-schema.plugin.ts. */
declare module 'virtual:report-schema' {
  interface SchemaError {
    /** JSON pointer to the invalid value. */
    readonly instancePath: string;
    readonly message?: string;
  }

  /** Whether a value is valid; if not, the first reason is in `errors`. */
  const validate: ((value: unknown) => boolean) & { readonly errors?: readonly SchemaError[] | null };
  export default validate;
}
