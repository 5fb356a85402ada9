import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Confirmation } from './confirmation.tsx';
import { Card } from './layout.tsx';
import { Day } from './money.tsx';
import { Notice } from './notice.tsx';
import { OrganizationForm } from './organization-form.tsx';

interface SecretLinkProps {
  /** The end of the link there is. */
  expiresAt: string | null;
  /** The link that was made just now: nobody can be shown it again. */
  newLink: string | undefined;
  /** Who reads what by a link, while there is none. */
  explanation: ReactNode;
  /** What the form sends as `intent`, and the words on its button. */
  intent: string;
  makeLabel: string;
  /** The field for how long it works. */
  children: ReactNode;
}

/** Makes and withdraws the link by which people without an account read what the page is about. Its page takes `withdraw-link`, too. */
export function SecretLink({ expiresAt, newLink, explanation, intent, makeLabel, children }: SecretLinkProps) {
  return (
    <section aria-labelledby="link" className="no-print flex flex-col gap-3">
      <h2 id="link">Link for somebody without an account</h2>
      {newLink && (
        <Notice kind="success" title="The link is ready">
          <p>Copy it now. Only its hash is kept, so it cannot be shown again.</p>
          <input
            aria-label="Link to this report"
            readOnly
            // biome-ignore lint/a11y/noAutofocus: the page was asked for to get this
            autoFocus
            value={newLink}
            className="control mt-2 font-mono"
          />
        </Notice>
      )}
      <Card className="flex flex-col gap-4 p-5">
        {expiresAt ? (
          <div className="flex flex-wrap items-center justify-between gap-4">
            <p>
              {'A link works until '}
              <Day date={expiresAt} />. Making a new one ends it.
            </p>
            <Confirmation
              id="withdraw-link"
              label="Withdraw link"
              title="Withdraw the link?"
              confirmLabel="Yes, withdraw it"
              size="small"
              fields={{ intent: 'withdraw-link' }}
            >
              <p>Whoever has it finds nothing there from now on.</p>
            </Confirmation>
          </div>
        ) : (
          <p className="max-w-prose text-pretty text-muted">{explanation}</p>
        )}
        <OrganizationForm className="flex flex-wrap items-end gap-3">
          <input type="hidden" name="intent" value={intent} />
          {children}
          <Button>{makeLabel}</Button>
        </OrganizationForm>
      </Card>
    </section>
  );
}
