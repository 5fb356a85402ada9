import type { ReactNode } from 'react';
import { PageHeader } from '~/components/ui/layout.tsx';

/** A part of a page that is read. */
export interface TextSection {
  /** Of its heading, for links to it. */
  id: string;
  title: string;
  paragraphs: readonly string[];
  points?: readonly string[];
  /** Where to go on. */
  links?: readonly { href: string; label: string }[];
}

/** A page that is read, such as the terms: what it holds on the left, its sections, and `children` below them. */
export function TextPage({
  title,
  description,
  sections,
  children,
}: {
  title: string;
  description: string;
  sections: readonly TextSection[];
  children?: ReactNode;
}) {
  return (
    <div className="page text-page">
      <PageHeader title={title} description={description} />
      <nav aria-label="On this page">
        <ul>
          {sections.map((section) => (
            <li key={section.id}>
              <a href={`#${section.id}`}>{section.title}</a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="prose">
        {sections.map(({ id, title: heading, paragraphs, points, links }) => (
          <section key={id}>
            <h2 id={id}>{heading}</h2>
            {paragraphs.map((text) => (
              <p key={text}>{text}</p>
            ))}
            {points && (
              <ul>
                {points.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            )}
            {links && (
              <p className="text-links">
                {links.map(({ href, label }) => (
                  <a key={href} className="link" href={href}>
                    {label}
                  </a>
                ))}
              </p>
            )}
          </section>
        ))}
        {children}
      </div>
    </div>
  );
}
