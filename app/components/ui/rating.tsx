import { Icon } from './icon.tsx';

/** An average of reviews and how many there are. */
export function Rating({ rating, count }: { rating: number; count: number }) {
  return (
    <span className="rating">
      <Icon name="star" className="icon star" />
      {rating.toFixed(1)}
      <span className="sr-only"> of 5 stars</span>
      <span className="text-muted">{` (${count}`}</span>
      <span className="sr-only">{count === 1 ? ' review' : ' reviews'}</span>
      <span className="text-muted">)</span>
    </span>
  );
}
