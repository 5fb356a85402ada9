const places = [
  { href: '/campaigns/contacts', label: 'Contacts' },
  { href: '/campaigns/contacts/lists', label: 'Lists' },
  { href: '/campaigns/contacts/segments', label: 'Segments' },
  { href: '/campaigns/contacts/suppressions', label: 'Suppressions' },
  { href: '/campaigns/contacts/forms', label: 'Sign-up forms' },
] as const;

/** The pages about people outside the organization. @param current  the one that is shown */
export function ContactPlaces({ current }: { current: string }) {
  return (
    <nav aria-label="Contacts and lists" className="no-print flex flex-wrap gap-x-5 gap-y-1">
      {places.map(({ href, label }) => (
        <a
          key={href}
          href={href}
          aria-current={href === current ? 'page' : undefined}
          className={href === current ? 'py-1 font-semibold' : 'link py-1'}
        >
          {label}
        </a>
      ))}
    </nav>
  );
}
