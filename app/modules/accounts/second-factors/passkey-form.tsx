import type { ReactNode } from 'react';
import { Button, type ButtonSize, type ButtonVariant } from '~/components/ui/button.tsx';
import script from '~/scripts/passkeys.ts?worker&url';

interface PasskeyFormProps {
  /** What the device is asked for, as our script takes it. */
  asks: { get: object } | { create: object };
  label: string;
  /** Hidden fields by name. */
  fields?: Record<string, string>;
  /** Where the form is sent; by default the page it is on. */
  action?: string;
  /** Whether it is sent as well by choosing a passkey that the browser suggests in a field with `autoComplete="… webauthn"`. */
  hasAutofill?: boolean;
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Further fields. */
  children?: ReactNode;
}

/**
 * A form that asks the device for a passkey and sends what it answers, in the field `credential`. Hidden until its script runs, because
 * it does nothing without; the page has another way beside it.
 */
export function PasskeyForm({
  asks,
  label,
  fields = {},
  action,
  hasAutofill = false,
  variant,
  size,
  children,
}: PasskeyFormProps) {
  const [kind, options] = 'get' in asks ? ['get', asks.get] : ['create', asks.create];
  return (
    <form
      hidden
      method="post"
      action={action}
      data-passkey={kind}
      data-options={JSON.stringify(options)}
      data-autofill={hasAutofill ? '' : undefined}
      className="flex flex-col gap-3"
    >
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {/* Browsers would bring back what was used already. */}
      <input type="hidden" name="credential" autoComplete="off" />
      {children}
      <div>
        <Button variant={variant} size={size}>
          {label}
        </Button>
      </div>
      <p role="status" data-passkey-message="" className="text-muted empty:hidden" />
    </form>
  );
}

/**
 * The script of the passkey forms of a page, once.
 * @param isMentioned  whether the page speaks of passkeys, so that it has to say why there is no button without script
 */
export function PasskeyScript({ isMentioned = true }: { isMentioned?: boolean }) {
  return (
    <>
      <script type="module" src={script} />
      {isMentioned && (
        <noscript>
          <p className="text-muted">Passkeys need JavaScript, which is off in your browser.</p>
        </noscript>
      )}
    </>
  );
}

/** The button beside the form with email and password, whose field of the email suggests passkeys. */
export function PasskeySignIn({ passkey, redirectTo }: { passkey: object; redirectTo: string }) {
  return (
    <>
      <PasskeyForm
        asks={{ get: passkey }}
        label="Use a passkey"
        size="large"
        action="/login/passkey"
        fields={{ redirectTo }}
        hasAutofill
      />
      <PasskeyScript isMentioned={false} />
    </>
  );
}
