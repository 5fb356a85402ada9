/** Simulations to begin another one with. */
export function TemplateLinks({
  templates,
}: {
  templates: readonly { readonly name: string; readonly label: string; readonly href: string }[];
}) {
  if (templates.length === 0) return null;
  return (
    <nav aria-label="Templates">
      <ul className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <li className="text-muted">Begin with</li>
        {templates.map(({ name, label, href }) => (
          <li key={href}>
            <a href={href} className="link max-sm:inline-block max-sm:py-2.5">
              {name}
            </a>
            <span className="text-muted">{`, ${label}`}</span>
          </li>
        ))}
      </ul>
    </nav>
  );
}
