// Names of people and organizations are typed by one person and read by many, who must be able to tell them apart. So what cannot
// be seen is taken out of them, and a name without anything to see is none. The database holds to the same
// (`visibleName` in db/schema/columns.ts).

/** Controls of direction, soft hyphens, fillers, tags and the like: they show nothing, or change how what is around them shows. */
const invisible = new RegExp(
  [
    '[\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180E\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u206F\\u3164]',
    '[\\uFE00-\\uFE0D\\uFEFF\\uFFA0\\uFFF0-\\uFFFB]',
    '[\\u{1BCA0}-\\u{1BCA3}\\u{1D173}-\\u{1D17A}\\u{E0000}-\\u{E0FFF}]',
  ].join('|'),
  'gu',
);

/** Joiners (U+200C, U+200D) count where a script or an emoji is written with them; anywhere else they show nothing. */
const uselessJoiners =
  /(?<![\p{sc=Arab}\p{sc=Beng}\p{sc=Deva}\p{sc=Gujr}\p{sc=Guru}\p{sc=Khmr}\p{sc=Knda}\p{sc=Mlym}\p{sc=Mong}\p{sc=Orya}\p{sc=Sinh}\p{sc=Syrc}\p{sc=Taml}\p{sc=Telu}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200C\u200D]+|[\u200C\u200D]+(?![\p{L}\p{M}\p{Extended_Pictographic}])/gu;

/** Spaces of any width, and letters that are blank. */
const blanks = /[\p{Zs}\p{Zl}\p{Zp}\u2800\u{1D159}]+/gu;

/** A name as it is kept: composed (NFC), trimmed, with plain spaces, without anything that cannot be seen. */
export function cleanName(typed: string): string {
  const visible = typed.normalize('NFC').replaceAll(invisible, '').replaceAll(uselessJoiners, '');
  return visible.replaceAll(blanks, ' ').trim().normalize('NFC');
}

/** Whether a clean name shows anything: a letter, a digit or a sign, and not marks alone, which stand on nothing. */
export function isVisible(name: string): boolean {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(name);
}
