import type { ReactNode } from 'react';
import type { SubscriptionTier } from '#db/request-db.server.ts';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { type FieldError, FieldMessage, TextareaField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { MemberName } from '~/components/ui/name.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { UnconfirmedNotice } from '~/modules/accounts/email-confirmation/unconfirmed-notice.tsx';
import { withRedirect } from '~/modules/accounts/sign-in/redirects.ts';
import { planLabels, reachesTier } from '~/modules/marketplace/labels.ts';
import type { OwnUpgrade } from './queries.server.ts';
import { longestReason } from './schema.ts';

/** The part of the page of plans where an organization asks for a higher one. */
export function UpgradeSection({ children }: { children: ReactNode }) {
  return (
    <section id="ask" aria-labelledby="ask-title" className="flex max-w-2xl flex-col gap-4">
      <h2 id="ask-title">Ask for an upgrade</h2>
      {children}
    </section>
  );
}

/** A higher plan that can be asked for. */
export interface AskablePlan {
  tier: SubscriptionTier;
  /** What it adds to the plan before it, in words. */
  added: string;
}

/**
 * Asks for a higher plan.
 * @param chosen  the plan that is chosen at first
 * @param errors  of the form when it was refused, by field
 */
export function AskForUpgrade({
  plans,
  chosen,
  reason,
  errors,
}: {
  plans: readonly AskablePlan[];
  chosen: string | null;
  reason?: string;
  errors?: Record<string, FieldError> | null;
}) {
  return (
    <>
      <UnconfirmedNotice until="ask for an upgrade" />
      <Card>
        <OrganizationForm action="/plans" className="flex flex-col gap-5">
          <input type="hidden" name="intent" value="ask" />
          <fieldset aria-describedby={errors?.tier ? 'tier-error' : undefined}>
            <legend className="mb-1 font-medium">Plan</legend>
            {plans.map(({ tier, added }, index) => (
              <label key={tier} className="flex min-h-11 items-center gap-3 md:min-h-9">
                <input
                  type="radio"
                  id={index === 0 ? 'tier' : undefined}
                  name="tier"
                  value={tier}
                  defaultChecked={tier === chosen}
                  required
                  className="check"
                />
                <span className="font-medium">{planLabels[tier]}</span>
                <span className="ml-auto text-right text-muted">{added}</span>
              </label>
            ))}
            <FieldMessage id="tier" error={errors?.tier} />
          </fieldset>
          <TextareaField
            name="reason"
            label="Reason"
            hint="What your organization needs it for. Somebody at Lotline reads it and decides."
            required
            maxLength={longestReason}
            rows={3}
            defaultValue={reason}
            error={errors?.reason}
          />
          <p className="text-muted">
            A plan has no price of its own. What you buy costs what its page says, and what you own stays yours on any
            plan.
          </p>
          <div>
            <Button variant="primary">Ask for an upgrade</Button>
          </div>
        </OrganizationForm>
      </Card>
    </>
  );
}

/** What the organization asked for and waits for, with the button that takes it back. */
export function WaitingUpgrade({ upgrade: { id, askedTier, requester, createdAt, reason } }: { upgrade: OwnUpgrade }) {
  return (
    <Card className="flex flex-col gap-3 p-5">
      <p>
        <strong>{`You asked for the ${planLabels[askedTier]} plan. `}</strong>
        {'It waits for somebody at Lotline, who answers by email.'}
      </p>
      <p className="max-w-prose whitespace-pre-line">{`“${reason}”`}</p>
      <p className="text-muted">
        <MemberName name={requester} />
        {' asked on '}
        <Day date={createdAt} />
      </p>
      <div>
        <Confirmation
          id="withdraw-upgrade"
          label="Take it back"
          title="Take this request back?"
          confirmLabel="Yes, take it back"
          action="/plans"
          fields={{ intent: 'withdraw', upgrade: id }}
        >
          <p>Nobody decides about it then. You can ask again at any time.</p>
        </Confirmation>
      </div>
    </Card>
  );
}

/**
 * What became of the newest request that was decided; nothing while there is none, after one was taken back, and once the plan was set
 * to something else.
 * @param own  the plan of the organization now
 */
export function UpgradeDecision({ upgrade, own }: { upgrade: OwnUpgrade | undefined; own: SubscriptionTier }) {
  if (!upgrade?.decidedAt || (upgrade.status !== 'GRANTED' && upgrade.status !== 'DECLINED')) return null;
  const { status, askedTier, decidedAt, note } = upgrade;
  const isGranted = status === 'GRANTED';
  if (isGranted !== reachesTier(own, askedTier)) return null;
  return (
    <Notice
      kind={isGranted ? 'success' : 'info'}
      title={
        isGranted ? `The ${planLabels[askedTier]} plan was granted` : `The ${planLabels[askedTier]} plan was declined`
      }
    >
      <p>
        On <Day date={decidedAt} />
        {note ? ':' : '.'}
      </p>
      {note && <p className="whitespace-pre-line">{`“${note}”`}</p>}
    </Notice>
  );
}

/**
 * Says to those who cannot ask themselves who can.
 * @param people  owners and admins, as part of a sentence
 */
export function AskSomebodyElse({ people }: { people: string }) {
  return (
    <p className="text-muted">{`To get a higher plan, talk to ${people}. Owners and admins ask for it on this page.`}</p>
  );
}

/** Says to somebody without an account how an organization gets a higher plan. */
export function SignUpFirst() {
  return (
    <div className="flex flex-col items-start gap-4">
      <p className="max-w-prose text-muted">
        A new organization starts on the Free plan. Its owners and admins ask for a higher one on this page, and
        somebody at Lotline decides and answers by email. What is in your cart stays there meanwhile.
      </p>
      <div className="flex flex-wrap gap-2">
        <LinkButton href={withRedirect('/signup', '/plans')}>Create account</LinkButton>
        <LinkButton href={withRedirect('/login', '/plans')} variant="quiet">
          Sign in
        </LinkButton>
      </div>
    </div>
  );
}
