const tabs = [
  { href: '/account', label: 'Account' },
  { href: '/account/security', label: 'Security' },
  { href: '/account/sessions', label: 'Sessions' },
] as const;

/** Links between the pages of one's own account. */
export function AccountTabs({ current }: { current: (typeof tabs)[number]['href'] }) {
  return (
    <nav aria-label="Your account" className="no-print">
      <ul className="flex flex-wrap gap-x-1 gap-y-0.5">
        {tabs.map(({ href, label }) => (
          <li key={href}>
            <a href={href} aria-current={href === current ? 'page' : undefined} className="navigation-link">
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
