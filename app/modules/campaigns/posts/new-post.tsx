import { Button, LinkButton } from '~/components/ui/button.tsx';
import { type FieldError, optionsOf, SelectField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { platformLabels } from './platforms.ts';

/**
 * Makes a draft in a campaign.
 * @param id  of the draft, so that a second click makes no other one
 */
export function NewPost({
  id,
  campaigns,
  texts,
  errors,
}: {
  id: string;
  campaigns: readonly { id: string; name: string }[];
  texts: Readonly<Record<string, string | undefined>>;
  errors: Record<string, FieldError> | null | undefined;
}) {
  if (campaigns.length === 0) {
    return (
      <p>
        Every post belongs to a campaign.{' '}
        <LinkButton size="small" href="/campaigns/new">
          New campaign
        </LinkButton>
      </p>
    );
  }
  return (
    <Card className="p-5">
      <OrganizationForm className="flex flex-wrap items-end gap-4">
        <input type="hidden" name="id" value={id} />
        <SelectField
          name="campaignId"
          label="Campaign"
          defaultValue={texts.campaignId}
          error={errors?.campaignId}
          options={campaigns.map(({ id: value, name }) => ({ value, label: name }))}
        />
        <SelectField
          name="platform"
          label="Platform"
          defaultValue={texts.platform}
          error={errors?.platform}
          options={optionsOf(platformLabels)}
        />
        <Button variant="primary" name="intent" value="create">
          New post
        </Button>
      </OrganizationForm>
    </Card>
  );
}
