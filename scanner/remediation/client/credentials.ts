/** Login and password of an account's owner; always printed as `[credentials]`. */
export class Credentials {
  readonly #login: string;
  readonly #password: string;

  constructor(login: string, password: string) {
    this.#login = login;
    this.#password = password;
    Object.freeze(this);
  }

  /** Only for the API client, which must send them. */
  static reveal(credentials: Credentials): { readonly login: string; readonly password: string } {
    return { login: credentials.#login, password: credentials.#password };
  }

  toString(): string {
    return '[credentials]';
  }

  toJSON(): string {
    return '[credentials]';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[credentials]';
  }
}
