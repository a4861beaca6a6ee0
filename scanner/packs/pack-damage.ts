/** Something in a pack or an index that cannot be right. */
export class PackDamage extends Error {
  override readonly name = 'Damage';
  /** Whether it is only that the file is not there any more, or is another one by now. */
  readonly isGone: boolean;

  constructor(message: string, isGone = false) {
    super(message);
    this.isGone = isGone;
  }
}
