import { Button } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import type { ShownCampaign } from './queries.server.ts';
import type { Transition } from './transitions.ts';

/** The buttons that move a campaign from one state to the next. */
export function TransitionButtons({ version, transitions }: { version: number; transitions: readonly Transition[] }) {
  return transitions.map(({ to, label, asks }, index) => {
    const fields = { intent: 'move', to, version: String(version) };
    const variant = index === 0 ? 'primary' : 'secondary';
    return asks ? (
      <Confirmation
        key={to}
        id={`move-${to.toLowerCase()}`}
        label={label}
        title={asks.title}
        confirmLabel={asks.confirmLabel}
        variant="secondary"
        fields={fields}
      >
        <p>{asks.consequences}</p>
      </Confirmation>
    ) : (
      <OrganizationForm key={to}>
        <input type="hidden" name="to" value={to} />
        <input type="hidden" name="version" value={version} />
        <Button variant={variant} name="intent" value="move">
          {label}
        </Button>
      </OrganizationForm>
    );
  });
}

/** The end of a campaign: out of sight, or gone. */
export function EndSection({
  campaign: { isArchived, wentOut },
  mayDelete,
}: {
  campaign: Pick<ShownCampaign, 'isArchived' | 'wentOut'>;
  mayDelete: boolean;
}) {
  return (
    <section aria-labelledby="end" className="no-print flex flex-col gap-3">
      <h2 id="end">Archive or delete</h2>
      <p className="max-w-prose text-muted">
        {isArchived
          ? 'It is archived: the overview leaves it out, and everything of it is kept.'
          : 'An archived campaign is left out of the overview, and everything of it is kept.'}
        {wentOut &&
          ' It cannot be deleted any more, because an email of it went out: its links to unsubscribe have to work.'}
      </p>
      <div className="flex flex-wrap gap-2">
        <OrganizationForm>
          <Button name="intent" value={isArchived ? 'restore' : 'archive'}>
            {isArchived ? 'Take out of the archive' : 'Archive'}
          </Button>
        </OrganizationForm>
        {mayDelete && !wentOut && (
          <Confirmation
            id="delete-campaign"
            label="Delete"
            title="Delete this campaign?"
            confirmLabel="Yes, delete it"
            variant="quiet"
            fields={{ intent: 'delete' }}
          >
            <p>Its emails, posts, costs and results go with it. Content that is linked stays.</p>
          </Confirmation>
        )}
      </div>
    </section>
  );
}
