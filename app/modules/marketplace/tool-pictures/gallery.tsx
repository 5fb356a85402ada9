import { buttonClass } from '~/components/ui/button.tsx';
import { Icon } from '~/components/ui/icon.tsx';
import type { ToolPicture } from './queries.server.ts';

/** The width of a picture in the page: its column beside the rail, and a part of that for those below the first. */
const firstSizes = '(width >= 84rem) 55rem, (width >= 64rem) calc(100vw - 28rem), calc(100vw - 2rem)';
const otherSizes = '(width >= 84rem) 18rem, (width >= 64rem) calc(33vw - 9rem), 45vw';

/**
 * The pictures of a tool: the first one large, the others below it. Each opens enlarged in a dialog, which needs no script; what is not
 * in sight loads when it comes into it.
 */
export function Gallery({ name, pictures }: { name: string; pictures: readonly ToolPicture[] }) {
  if (pictures.length === 0) return null;
  return (
    <section aria-label={`Pictures of ${name}`}>
      <ul className="gallery">
        {pictures.map((picture, index) => (
          <li key={picture.id}>
            <button type="button" popovertarget={`picture-${picture.id}`} className="gallery-button">
              <Picture
                picture={picture}
                sizes={index === 0 ? firstSizes : otherSizes}
                loading={index === 0 ? 'eager' : 'lazy'}
              />
              <span className="sr-only"> Enlarge</span>
            </button>
            <EnlargedPicture picture={picture} place={`${index + 1} of ${pictures.length}`} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function EnlargedPicture({ picture, place }: { picture: ToolPicture; place: string }) {
  const id = `picture-${picture.id}`;
  return (
    <dialog id={id} popover="auto" aria-labelledby={`${id}-words`} className="enlarged">
      <figure className="flex min-h-0 flex-col gap-3">
        <Picture picture={picture} sizes="100vw" loading="lazy" isDescribedBelow />
        <figcaption className="flex items-start justify-between gap-4">
          <p id={`${id}-words`} className="min-w-0 text-pretty">
            {picture.alt}
          </p>
          <p className="shrink-0 text-muted tabular-nums">{place}</p>
        </figcaption>
      </figure>
      <button
        type="button"
        popovertarget={id}
        className={buttonClass({ variant: 'secondary', className: 'enlarged-close' })}
      >
        <Icon name="x" className="icon size-4" />
        Close
      </button>
    </dialog>
  );
}

function Picture({
  picture: { alt, address, width, height, smallAddress, smallWidth },
  sizes,
  loading,
  isDescribedBelow = false,
}: {
  picture: ToolPicture;
  sizes: string;
  loading: 'eager' | 'lazy';
  isDescribedBelow?: boolean;
}) {
  const isFirst = loading === 'eager';
  return (
    <img
      src={smallAddress ?? address}
      srcSet={smallAddress ? `${smallAddress} ${smallWidth}w, ${address} ${width}w` : undefined}
      sizes={smallAddress ? sizes : undefined}
      alt={isDescribedBelow ? '' : alt}
      width={width}
      height={height}
      loading={loading}
      decoding={isFirst ? undefined : 'async'}
      // What the page is waited for.
      fetchPriority={isFirst ? 'high' : undefined}
      className="picture"
    />
  );
}
