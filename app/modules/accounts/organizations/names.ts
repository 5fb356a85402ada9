/** An organization as one of several of a person. */
interface NamedOrganization {
  id: string;
  name: string;
  /** The part of its addresses that no other organization has. */
  slug: string;
}

/**
 * The name of each organization by its id, with its slug behind it where another of them looks the same: two names that differ
 * in letter case or accents alone are the same to a reader.
 */
export function nameOrganizations(organizations: readonly NamedOrganization[]): Map<string, string> {
  const looks = (name: string) => name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const counts = new Map<string, number>();
  for (const { name } of organizations) counts.set(looks(name), (counts.get(looks(name)) ?? 0) + 1);
  return new Map(
    organizations.map(({ id, name, slug }) => [id, (counts.get(looks(name)) ?? 0) > 1 ? `${name} (${slug})` : name]),
  );
}
