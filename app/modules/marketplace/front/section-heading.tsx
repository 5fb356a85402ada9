/** The heading of a part of the front page, with the way to all of it. */
export function SectionHeading({ id, title, href, link }: { id: string; title: string; href?: string; link?: string }) {
  return (
    <div className="front-heading">
      <h2 id={id}>{title}</h2>
      {href && (
        <a href={href} className="link">
          {link}
        </a>
      )}
    </div>
  );
}
