/** Content that its schema allows and that still cannot be: an index that points at nothing, a path with two readings. */
export class BrokenContent extends Error {
  override readonly name: string = 'BrokenContent';
}
