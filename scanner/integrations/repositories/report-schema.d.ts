/** Made of schemas/report-1.json when the package is built; see report-schema.plugin.ts. */
declare module 'virtual:report-schema' {
  interface SchemaError {
    /** JSON pointer to the place. */
    readonly instancePath: string;
    readonly message?: string;
  }

  /** Whether a value keeps to the schema; where it does not, the first reason is in `errors`. */
  const validate: ((value: unknown) => boolean) & { readonly errors?: readonly SchemaError[] | null };
  export default validate;
}
