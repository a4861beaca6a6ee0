/** Something in a pack or an index that cannot be right. */
export class Damage extends Error {
  override readonly name = 'Damage';
}
