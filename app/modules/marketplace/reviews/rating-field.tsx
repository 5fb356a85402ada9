import { type FieldError, FieldMessage } from '~/components/ui/field.tsx';

const choices = [
  { rating: 5, label: '5 stars', meaning: 'Excellent' },
  { rating: 4, label: '4 stars', meaning: 'Good' },
  { rating: 3, label: '3 stars', meaning: 'Fair' },
  { rating: 2, label: '2 stars', meaning: 'Poor' },
  { rating: 1, label: '1 star', meaning: 'Bad' },
];

/** A choice of one to five stars. The error summary links to the first. */
export function RatingField({ defaultValue, error }: { defaultValue: string | undefined; error: FieldError }) {
  return (
    <fieldset aria-describedby={error ? 'rating-error' : undefined}>
      <legend className="mb-1.5 font-medium">Rating</legend>
      <div className="flex flex-wrap gap-2">
        {choices.map(({ rating, label, meaning }, index) => (
          <label
            key={rating}
            className="flex items-center gap-2 rounded-lg border border-line-strong px-3 py-2 max-sm:w-full"
          >
            <input
              type="radio"
              name="rating"
              id={index === 0 ? 'rating' : undefined}
              value={rating}
              defaultChecked={defaultValue === String(rating)}
              required
              className="check"
            />
            <span className="font-medium">{label}</span>
            <span className="text-muted">{meaning}</span>
          </label>
        ))}
      </div>
      <FieldMessage id="rating" error={error} className="mt-1.5" />
    </fieldset>
  );
}
