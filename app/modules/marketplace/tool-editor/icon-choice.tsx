import { Icon, iconNames } from '~/components/ui/icon.tsx';

/** A choice among all icons. */
export function IconChoice({ chosen, error }: { chosen: string | undefined; error: string[] | undefined }) {
  const [message] = error ?? [];
  return (
    <fieldset aria-describedby={message && 'icon-error'}>
      <legend className="mb-1.5 font-medium">Icon</legend>
      <div className="flex max-h-56 flex-wrap gap-1 overflow-y-auto rounded-lg border border-line p-2">
        {iconNames.map((name) => (
          <label key={name} title={name} className="icon-choice">
            <input
              id={`icon-${name}`}
              type="radio"
              name="icon"
              value={name}
              defaultChecked={name === chosen}
              required
              className="sr-only"
            />
            <Icon name={name} />
            <span className="sr-only">{name}</span>
          </label>
        ))}
      </div>
      {message && (
        <p id="icon-error" className="mt-1.5 flex items-center gap-1.5 text-danger-ink">
          <Icon name="circle-exclamation-point" className="icon size-4" />
          {message}
        </p>
      )}
    </fieldset>
  );
}
