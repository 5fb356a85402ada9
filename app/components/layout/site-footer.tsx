const groups = [
  {
    title: 'Shop',
    links: [
      ['/tools', 'Tools'],
      ['/bundles', 'Bundles'],
      ['/plans', 'Plans'],
      ['/cart', 'Cart'],
    ],
  },
  {
    title: 'Help',
    links: [
      ['/help', 'How it works'],
      ['/contact', 'Contact'],
      ['/trust#status', 'Status'],
    ],
  },
  {
    title: 'Lotline',
    links: [
      ['/trust', 'Trust'],
      ['/terms', 'Terms'],
      ['/privacy', 'Privacy'],
    ],
  },
] as const;

/** The footer of every page: what a business looks for before it buys. */
export function SiteFooter() {
  return (
    <footer className="site-footer">
      <div className="page">
        <p>Lotline. Tools for real-estate businesses.</p>
        <nav aria-label="Footer">
          {groups.map(({ title, links }) => (
            <ul key={title} aria-label={title}>
              <li aria-hidden="true">{title}</li>
              {links.map(([href, label]) => (
                <li key={href}>
                  <a href={href}>{label}</a>
                </li>
              ))}
            </ul>
          ))}
        </nav>
      </div>
    </footer>
  );
}
