/** A file that cannot be imported; its message says why, and what to do instead. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}
