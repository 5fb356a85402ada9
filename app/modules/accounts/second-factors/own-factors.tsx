import { Button, LinkButton } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { type FieldError, TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { countWords } from '~/utils/words.ts';
import { PasskeyForm, PasskeyScript } from './passkey-form.tsx';
import type { PasskeyCreation } from './registration.server.ts';

/** What somebody has in the place of a second factor. Times are ISO texts. */
export interface OwnFactors {
  authenticatorAddedAt: string | null;
  codesLeft: number;
  /** Whether something of theirs requires one. */
  isRequired: boolean;
  /** Whether their address is confirmed: before that, none can be added. */
  isConfirmed: boolean;
  passkeys: { id: string; name: string; isBackedUp: boolean; createdAt: string; lastUsedAt: string | null }[];
}

/** The app that shows codes: set it up, or take it away. */
export function AuthenticatorSection({ addedAt, canChange }: { addedAt: string | null; canChange: boolean }) {
  return (
    <section aria-labelledby="authenticator" className="flex flex-col gap-3">
      <h2 id="authenticator">Authenticator app</h2>
      <Card className="flex flex-wrap items-center justify-between gap-4 p-5">
        <p className="max-w-prose text-pretty">
          {addedAt ? (
            <>
              Set up on <Day date={addedAt} />. Signing in asks for the code that it shows.
            </>
          ) : (
            'An app on your phone shows a new code every 30 seconds, which signing in asks for after your password.'
          )}
        </p>
        <div className="flex flex-wrap gap-2">
          {canChange && (
            <form method="post">
              <Button name="intent" value="start-authenticator">
                {addedAt ? 'Set up on another phone' : 'Set up an app'}
              </Button>
            </form>
          )}
          {addedAt && (
            <form method="post">
              <Confirmation
                id="remove-authenticator"
                label="Remove"
                title="Remove the authenticator app?"
                confirmLabel="Yes, remove it"
                sends={{ name: 'intent', value: 'remove-authenticator' }}
              >
                <p>Its codes will no longer sign you in. Without another second factor, your password alone does.</p>
              </Confirmation>
            </form>
          )}
        </div>
      </Card>
    </section>
  );
}

interface PasskeySectionProps {
  passkeys: OwnFactors['passkeys'];
  /** What the device is asked to make; null while none can be added. */
  creation: PasskeyCreation | null;
  /** Where the viewer proves who they are before they can add one; undefined where that is not what is missing. */
  proofPage: string | undefined;
  /** Of the form that adds one, as it was sent. */
  typedName: string | undefined;
  nameError: FieldError;
}

/** Passkeys: those there are, and a form for another. */
export function PasskeySection({ passkeys, creation, proofPage, typedName, nameError }: PasskeySectionProps) {
  return (
    <section aria-labelledby="passkeys" className="flex flex-col gap-3">
      <h2 id="passkeys">Passkeys</h2>
      <Card className="flex flex-col gap-5 p-5">
        <p className="max-w-prose text-pretty">
          A passkey signs you in by the lock of your device: fingerprint, face or PIN. It needs no password beside it,
          and no other site can ask for it.
        </p>
        {passkeys.length > 0 && (
          <ul className="divide-y divide-line">
            {passkeys.map((passkey) => (
              <li key={passkey.id} className="flex flex-wrap items-center justify-between gap-3 py-3">
                <div className="min-w-0">
                  <p className="font-medium wrap-anywhere">
                    <bdi>{passkey.name}</bdi>
                  </p>
                  <p className="text-muted">
                    {'Added on '}
                    <Day date={passkey.createdAt} />
                    {passkey.lastUsedAt ? (
                      <>
                        {', last used on '}
                        <Day date={passkey.lastUsedAt} />
                      </>
                    ) : (
                      ', not used yet'
                    )}
                    {passkey.isBackedUp && ', kept on all your devices'}
                  </p>
                </div>
                <form method="post">
                  <input type="hidden" name="passkeyId" value={passkey.id} />
                  <Confirmation
                    id={`remove-${passkey.id}`}
                    label="Remove"
                    size="small"
                    title="Remove this passkey?"
                    confirmLabel="Yes, remove it"
                    sends={{ name: 'intent', value: 'remove-passkey' }}
                  >
                    <p>
                      <bdi>{passkey.name}</bdi> will no longer sign you in.
                    </p>
                  </Confirmation>
                </form>
              </li>
            ))}
          </ul>
        )}
        {creation && (
          <PasskeyForm asks={{ create: creation }} label="Add a passkey" fields={{ intent: 'add-passkey' }}>
            <TextField
              name="name"
              label="Name of the passkey"
              hint="The device or password manager it is kept on"
              required
              maxLength={80}
              defaultValue={typedName}
              error={nameError}
              className="max-w-sm"
            />
          </PasskeyForm>
        )}
        {proofPage && (
          <div>
            <LinkButton href={proofPage}>Add a passkey</LinkButton>
          </div>
        )}
        <PasskeyScript />
      </Card>
    </section>
  );
}

/** Recovery codes: how many are left, and new ones. */
export function RecoverySection({ codesLeft }: { codesLeft: number }) {
  return (
    <section aria-labelledby="recovery" className="flex flex-col gap-3">
      <h2 id="recovery">Recovery codes</h2>
      <Card className="flex flex-wrap items-center justify-between gap-4 p-5">
        <p className="max-w-prose text-pretty">
          {codesLeft === 0
            ? 'You have no recovery codes left. Make new ones, or a lost phone keeps you out.'
            : `You have ${countWords(codesLeft, 'recovery code')} left, for when your phone or passkey is not at hand.`}
        </p>
        <form method="post">
          <Confirmation
            id="replace-codes"
            label="Make new codes"
            title="Make new recovery codes?"
            confirmLabel="Yes, make new ones"
            sends={{ name: 'intent', value: 'replace-codes' }}
          >
            <p>The codes you have now will no longer work. The new ones are shown once.</p>
          </Confirmation>
        </form>
      </Card>
    </section>
  );
}
