/** A name as it stands in the key of an area: lower case, without marks, one hyphen for each run of anything else. */
export function slugAreaName(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
}
