import { Button } from '~/components/ui/button.tsx';
import { type FieldError, TextareaField } from '~/components/ui/field.tsx';
import { Card, DefinitionList } from '~/components/ui/layout.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { planLabels } from '~/modules/marketplace/labels.ts';
import { formatDateTime } from '~/utils/dates.ts';
import type { Upgrade } from './queries.server.ts';
import { longestReason } from './schema.ts';

const looks = {
  PENDING: { hue: 'warning', word: 'Waits' },
  GRANTED: { hue: 'success', word: 'Granted' },
  DECLINED: { hue: 'neutral', word: 'Declined' },
  WITHDRAWN: { hue: 'neutral', word: 'Taken back' },
} as const;

/**
 * An upgrade that an organization asked for, with what can be done about it.
 * @param mayDecide  whether the viewer decides such requests at all
 * @param typed  the note that was typed, when its form was refused
 */
export function UpgradeCard({
  upgrade,
  mayDecide,
  typed,
  error,
}: {
  upgrade: Upgrade;
  mayDecide: boolean;
  typed?: string;
  error?: FieldError;
}) {
  const { organizationId, organizationName, currentTier, askedTier, reason, status } = upgrade;
  const { hue, word } = looks[status];
  return (
    <Card className="flex flex-col gap-4 p-5">
      <h3 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-base">
        <a href={`/admin/organizations/${organizationId}`} className="rounded-sm hover:underline">
          <bdi>{organizationName}</bdi>
        </a>
        <Tag hue={hue}>{word}</Tag>
      </h3>
      <p className="max-w-prose whitespace-pre-line">{`“${reason}”`}</p>
      <DefinitionList
        entries={[
          { term: 'Plan now', details: planLabels[currentTier] },
          { term: 'Plan asked for', details: planLabels[askedTier] },
          {
            term: 'Asked',
            details: (
              <>
                {formatDateTime(upgrade.createdAt)} by <bdi>{upgrade.requesterName}</bdi>
              </>
            ),
          },
          ...(upgrade.decidedAt === null
            ? []
            : [
                {
                  term: word,
                  details: (
                    <>
                      {formatDateTime(upgrade.decidedAt)} by <bdi>{upgrade.decidedByName}</bdi>
                    </>
                  ),
                },
              ]),
          ...(upgrade.decisionNote === null ? [] : [{ term: 'Note', details: upgrade.decisionNote }]),
        ]}
      />
      {status === 'PENDING' && mayDecide && <Decision upgrade={upgrade} typed={typed} error={error} />}
    </Card>
  );
}

function Decision({
  upgrade: { id, askedTier, organizationName, isOwnOrganization },
  typed,
  error,
}: {
  upgrade: Upgrade;
  typed?: string;
  error?: FieldError;
}) {
  if (isOwnOrganization) {
    return <p className="text-muted">You belong to this organization, or asked for it, so somebody else decides.</p>;
  }
  return (
    <form method="post" className="flex flex-col gap-4 border-t border-line pt-4">
      <input type="hidden" name="upgrade" value={id} />
      <TextareaField
        name="note"
        id={`note-${id}`}
        label="Note to the organization"
        hint="Goes with the mail. To decline, say why and what to do instead."
        required={false}
        maxLength={longestReason}
        rows={2}
        defaultValue={typed}
        error={error}
      />
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" name="intent" value="grant">
          {`Grant ${planLabels[askedTier]}`}
          <span className="sr-only">{` to ${organizationName}`}</span>
        </Button>
        <Button variant="quiet" name="intent" value="decline">
          Decline<span className="sr-only">{` ${organizationName}`}</span>
        </Button>
      </div>
    </form>
  );
}
