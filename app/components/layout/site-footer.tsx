/** The footer of every page. */
export function SiteFooter() {
  return (
    <footer className="mt-16 border-t border-line text-muted">
      <div className="page flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-6">
        <p>Lotline. Tools for real-estate businesses.</p>
        <nav aria-label="Footer" className="flex flex-wrap gap-x-5 gap-y-2">
          {[
            ['/tools', 'Tools'],
            ['/bundles', 'Bundles'],
            ['/bundles/compare', 'Compare bundles'],
            ['/cart', 'Cart'],
            ['/trust', 'Trust'],
          ].map(([href, label]) => (
            <a key={href} href={href} className="rounded-sm hover:text-ink hover:underline">
              {label}
            </a>
          ))}
        </nav>
      </div>
    </footer>
  );
}
