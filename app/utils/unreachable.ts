/**
 * Ends a `switch` over all values there are: the compiler refuses it where a case is missing.
 * @throws Error for a value that the types do not know, as after a deployment that is half done
 */
export function unreachable(value: never): never {
  throw new Error(`Nothing is said about ${JSON.stringify(value)}.`);
}
