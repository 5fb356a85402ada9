const suffix = ' (copy)';

/** The name that the copy of a tool or a bundle begins with, of at most `longest` characters. */
export function writeCopyName(name: string, longest = 120): string {
  return `${name.slice(0, longest - suffix.length).trimEnd()}${suffix}`;
}
