import type { ReactNode } from 'react';
import { PasswordField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { isSecret } from '~/services/typed-texts.ts';
import { capitalize } from '~/utils/words.ts';

/** A field of a form that was sent; its value is empty where it is secret. */
export interface KeptField {
  name: string;
  value: string;
}

/** The fields of a form that can be kept for sending it again: no files, and no passwords. */
export function keepFields(form: FormData): KeptField[] {
  return [...form].flatMap(([name, value]) =>
    typeof value === 'string' ? [{ name, value: isSecret(name) ? '' : value }] : [],
  );
}

/**
 * A form that was sent, to be sent again as it was; passwords have to be typed again. Rendered on the server only.
 * @param address  where it is sent
 * @param children  its buttons
 */
export function KeptForm({
  fields,
  address,
  children,
}: {
  fields: readonly KeptField[];
  address: string;
  children: ReactNode;
}) {
  const kept = fields.filter(({ name }) => !isSecret(name));
  const secrets = fields.filter(({ name }) => isSecret(name));
  return (
    <form method="post" action={address} className="flex max-w-prose flex-col gap-5">
      {kept.map(({ name, value }, index) => (
        <input key={index} type="hidden" name={name} value={value} />
      ))}
      <KeptTexts fields={fields} />
      {secrets.map(({ name }) => (
        <PasswordField
          key={name}
          name={name}
          label={nameField(name)}
          autoComplete={name === 'newPassword' ? 'new-password' : 'current-password'}
          hint="Passwords are not kept. Type it again."
          required
        />
      ))}
      <div className="flex flex-wrap gap-2">{children}</div>
    </form>
  );
}

/** What was typed or chosen in a form that was sent, to be read; nothing where that is nothing. */
export function KeptTexts({ fields }: { fields: readonly KeptField[] }) {
  const typed = fields.filter(isReadable);
  if (typed.length === 0) return null;
  return (
    <Card>
      <h2>What you sent is kept here</h2>
      <dl className="mt-3 flex flex-col gap-2">
        {typed.map(({ name, value }, index) => (
          <div key={index}>
            <dt className="text-muted">{nameField(name)}</dt>
            <dd className="break-words whitespace-pre-line">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

/** The fields that people typed or chose; leaves out the ids, addresses and records that a form carries for itself. */
function isReadable({ name, value }: KeptField): boolean {
  return (
    !isSecret(name) &&
    value.trim() !== '' &&
    !/^(intent|kind|shown|original|opened|revision|version|redirectTo|returnTo|nextLine)$|(id|key)$/i.test(name) &&
    !/^[[{]|^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)
  );
}

/** `billingName` as `Billing name`. */
function nameField(name: string): string {
  const words = name.replaceAll(/[-_.[\]\d]+/g, ' ').replaceAll(/([a-z])([A-Z])/g, '$1 $2');
  return capitalize(words.trim().toLowerCase());
}
