import { commonPasswordMessage, isCommonPassword } from './sign-in/common-passwords.server.ts';

/** Letters of the shortest part of a name or an email that a password must not contain. */
const shortestPart = 4;

/**
 * What keeps a password from being chosen, in a message; undefined when nothing does. Compared without regard to case, and in
 * NFKC, so that another way to type the same letters makes no difference.
 * @param owner  whose password it would be; null while nobody is known
 */
export function findPasswordProblem(
  password: string,
  owner: { name: string | null; email: string } | null,
): string | undefined {
  if (isCommonPassword(password)) return commonPasswordMessage;
  const folded = fold(password);
  if (folded.includes('lotline')) return 'Leave the name of this site out of your password.';
  if (listParts(`${owner?.name ?? ''} ${owner?.email ?? ''}`).some((part) => folded.includes(part)))
    return 'Leave your name and your email out of your password: they are tried first.';
  return undefined;
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase();

/** The parts of a name or an email that are long enough to matter: runs of letters. */
function listParts(text: string): string[] {
  return (fold(text).match(/[\p{L}\p{M}]+/gu) ?? []).filter((part) => [...part].length >= shortestPart);
}
