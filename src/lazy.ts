// Puts off what is not needed by every run.

/**
 * An expression over the letters of all scripts takes up to half a millisecond to make, and a hook waits for it.
 * @returns what makes the value when it is first asked for, and keeps it
 */
export function lazy<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
