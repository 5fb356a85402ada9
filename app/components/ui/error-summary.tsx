import { Icon } from './icon.tsx';

/**
 * Says above a form that was refused what is wrong with it, with a link to each field. Takes the focus, so that a screen reader
 * starts there and the next Tab leads into it.
 * @param errors  messages by field name, as form validation gives them; under '' those of the whole form
 * @param ids  ids of fields whose id is not their name
 */
export function ErrorSummary({
  errors,
  ids = {},
  title = 'Please check the form',
}: {
  errors: Record<string, string | string[] | null | undefined> | null | undefined;
  ids?: Record<string, string>;
  title?: string;
}) {
  const messages = Object.entries(errors ?? {}).flatMap(([name, found]) =>
    [found ?? []].flat().map((message) => ({ name, message })),
  );
  if (messages.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noAutofocus: the page was asked for by sending the form, and this is the answer to it
    <div id="error-summary" role="alert" tabIndex={-1} autoFocus className="notice notice-danger">
      <Icon name="circle-exclamation-point" />
      <div className="min-w-0">
        <p className="font-semibold">{title}</p>
        <ul className="mt-1 flex flex-col gap-1">
          {messages.map(({ name, message }) => (
            <li key={`${name} ${message}`}>
              {name ? (
                <a href={`#${ids[name] ?? name}`} className="underline underline-offset-3">
                  {message}
                </a>
              ) : (
                message
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
