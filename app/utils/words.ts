/** A value of an enum as words: "CONTENT_MARKETING" is "Content marketing". */
export function toWords(value: string): string {
  const words = value.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
