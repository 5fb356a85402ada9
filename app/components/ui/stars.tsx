import { Icon } from './icon.tsx';

const places = [1, 2, 3, 4, 5];

/** One person's rating. */
export function Stars({ rating }: { rating: number }) {
  return (
    <span className="flex" role="img" aria-label={`${rating} of 5 stars`}>
      {places.map((place) => (
        <Icon key={place} name="star" className={place <= rating ? 'icon star mr-0' : 'icon mr-0 size-3.5'} />
      ))}
    </span>
  );
}
