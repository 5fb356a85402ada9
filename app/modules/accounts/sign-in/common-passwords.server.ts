import list from './common-passwords.txt?raw';

// One password a line, sorted, lower case, of 8 characters or more: shorter ones are refused for their length. They are
// those of the list Django 5.2 ships (BSD license; 20,000 by frequency in published leaks, collected by Royce Williams)
// together with those among the 10,000 commonest of @zxcvbn-ts/language-common 4.1.3 (MIT license). The second alone
// would not do: it leaves out repetitions and sequences such as 88888888.
let passwords: Set<string> | undefined;

/** Whether a password is among the commonest, however its letters are cased. */
export function isCommonPassword(password: string): boolean {
  passwords ??= new Set(list.trimEnd().split('\n'));
  return passwords.has(password.normalize('NFKC').toLowerCase());
}

/** The message beside the field when `isCommonPassword`. */
export const commonPasswordMessage = 'This is one of the commonest passwords, which are tried first. Choose another.';
