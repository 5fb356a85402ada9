/** The value of `aria-current` for a link, on the page at `pathname`: the page itself, or one above it. */
export function findCurrent(pathname: string, href: string): 'page' | true | undefined {
  if (pathname === href) return 'page';
  return pathname.startsWith(`${href}/`) ? true : undefined;
}
