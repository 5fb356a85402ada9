import type { ReactNode } from 'react';
import { Button, type ButtonSize, type ButtonVariant, buttonClass } from './button.tsx';
import { OrganizationForm } from './organization-form.tsx';

/**
 * A button that asks before it does something that is hard to take back: it opens a native popover, without client
 * code, and only the form in there changes anything.
 * @param id  unique on the page
 * @param label  text of the button: "Cancel purchase"
 * @param confirmLabel  text of the button in the form: "Yes, cancel it"
 * @param action  where the form is sent; by default the page it is on
 * @param fields  hidden fields by name
 * @param sends  for a confirmation inside a form: it has no form of its own, and its button sends the one around it
 *   with this name and value, and with everything typed there
 * @param confirmVariant  `danger` where something is lost or ends, as in most; `primary` for the usual way on that is only asked about
 * @param children  the consequences in words, and further fields of the form
 */
export function Confirmation({
  id,
  label,
  title,
  confirmLabel,
  variant,
  size,
  action,
  fields = {},
  sends,
  confirmVariant = 'danger',
  children,
}: {
  id: string;
  label: ReactNode;
  title: string;
  confirmLabel: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  action?: string;
  fields?: Record<string, string>;
  sends?: { name: string; value: string };
  confirmVariant?: 'danger' | 'primary';
  children: ReactNode;
}) {
  const titleId = `${id}-title`;
  const content = (
    <>
      <h2 id={titleId}>{title}</h2>
      <div className="flex flex-col gap-4 text-pretty">{children}</div>
      <div className="flex flex-wrap justify-end gap-2">
        <button type="button" popovertarget={id} className={buttonClass({ variant: 'quiet' })}>
          Keep it as it is
        </button>
        <Button variant={confirmVariant} {...sends}>
          {confirmLabel}
        </Button>
      </div>
    </>
  );
  return (
    <>
      <button type="button" popovertarget={id} className={buttonClass({ variant, size })}>
        {label}
      </button>
      {/* A <dialog> cannot be opened without script. */}
      <div id={id} popover="auto" role="dialog" aria-labelledby={titleId} className="confirmation">
        {sends ? (
          <div className="flex flex-col gap-4">{content}</div>
        ) : (
          <OrganizationForm action={action} className="flex flex-col gap-4">
            {Object.entries(fields).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            {content}
          </OrganizationForm>
        )}
      </div>
    </>
  );
}
