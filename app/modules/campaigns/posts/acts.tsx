import { Button, LinkButton } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { type FieldError, FieldMessage } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { type Platform, platformLabels, platforms } from './platforms.ts';

/**
 * Makes drafts of a post for other platforms.
 * @param copyId  from which the ids of the drafts follow, so that a second click makes no others
 */
export function CopyForm({
  platform,
  copyId,
  chosen,
  error,
}: {
  platform: Platform;
  copyId: string;
  chosen: readonly string[];
  error: FieldError;
}) {
  return (
    <section aria-labelledby="copy" className="flex flex-col gap-3">
      <h2 id="copy">Copy to other platforms</h2>
      <Card className="p-5">
        <OrganizationForm className="flex flex-col gap-4">
          <input type="hidden" name="copyId" value={copyId} />
          <fieldset
            id="platforms"
            className="flex flex-wrap gap-x-5 gap-y-1"
            aria-describedby={error ? 'platforms-error' : undefined}
          >
            <legend className="mb-1.5">Each gets a draft with the same words, pictures and time.</legend>
            {platforms
              .filter((one) => one !== platform)
              .map((one) => (
                <label key={one} className="flex min-h-11 items-center gap-2.5 sm:min-h-8">
                  <input
                    type="checkbox"
                    name="platforms"
                    value={one}
                    defaultChecked={chosen.includes(one)}
                    className="check"
                  />
                  {platformLabels[one]}
                </label>
              ))}
          </fieldset>
          <FieldMessage id="platforms" error={error} />
          <div>
            <Button name="intent" value="copy">
              Copy to other platforms
            </Button>
          </div>
        </OrganizationForm>
      </Card>
    </section>
  );
}

/** Lets a post repeat, takes it out of the plan, or away. */
export function PostButtons({ id, mayUnschedule }: { id: string; mayUnschedule: boolean }) {
  return (
    <>
      <LinkButton href={`/campaigns/repeats/post/${id}`}>Repeat</LinkButton>
      {mayUnschedule && (
        <OrganizationForm>
          <Button name="intent" value="unschedule">
            Back to draft
          </Button>
        </OrganizationForm>
      )}
      <Confirmation
        id="delete-post"
        label="Delete"
        variant="quiet"
        title="Delete this post?"
        confirmLabel="Yes, delete it"
        fields={{ intent: 'delete' }}
      >
        <p>Its words and figures are gone for good. What is out on the platform stays there.</p>
      </Confirmation>
    </>
  );
}
