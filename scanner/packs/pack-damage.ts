// The error for a damaged or vanished pack, index or loose object.
/** Thrown for something invalid in a pack, an index or a loose object. */
export class PackDamage extends Error {
  override readonly name = 'Damage';
  /** Whether the file is merely gone, or was replaced by another one. */
  readonly isGone: boolean;

  constructor(message: string, isGone = false) {
    super(message);
    this.isGone = isGone;
  }
}
