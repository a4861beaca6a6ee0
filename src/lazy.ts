// Delays the creation of values that not every run needs.

/**
 * Delays a costly value until its first use. A regular expression with `\p{L}` takes up to half a millisecond to
 * create, and a git hook would wait for it.
 * @returns a function that creates the value on the first call and caches it
 */
export function lazy<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
