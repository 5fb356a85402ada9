import type { ReactNode } from 'react';

/**
 * A page of the product as a picture of itself: a window with its address above it. What it holds is seen and not read out, so it has no
 * links and no fields.
 * @param label  what the picture shows, for those who do not see it
 */
export function BrowserFrame({
  label,
  address,
  places,
  caption,
  children,
}: {
  label: string;
  address: string;
  /** The places of the module, the current one first. */
  places: readonly string[];
  caption: ReactNode;
  children: ReactNode;
}) {
  return (
    <figure className="browser-frame">
      <div role="img" aria-label={label} className="card">
        <p>{address}</p>
        <div>
          <ul>
            {places.map((place) => (
              <li key={place}>{place}</li>
            ))}
          </ul>
          <div>{children}</div>
        </div>
      </div>
      <figcaption>{caption}</figcaption>
    </figure>
  );
}
