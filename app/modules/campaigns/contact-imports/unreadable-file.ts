/** A file that cannot be imported, or not to its end; its message says why, and what to do instead. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}
