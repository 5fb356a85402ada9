import { Button, LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { TextareaField, TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import type { ReviewStatus } from './lists.ts';
import { RatingField } from './rating-field.tsx';
import { longestReview, longestTitle, shortestReview } from './schema.ts';

/** The form of one's own review, new or changed. */
export function ReviewForm({
  values,
  errors,
  status,
  cancelAddress,
}: {
  /** The values of the fields, by name. */
  values: Partial<Record<string, string>>;
  errors: Record<string, string[] | null> | null | undefined;
  /** The status of the review that is changed. */
  status: ReviewStatus | undefined;
  cancelAddress: string;
}) {
  return (
    <Card>
      <OrganizationForm className="flex flex-col gap-5">
        <input type="hidden" name="intent" value="save" />
        <ErrorSummary errors={errors} />
        <RatingField defaultValue={values.rating} error={errors?.rating} />
        <TextField
          name="title"
          label="Title"
          maxLength={longestTitle}
          required={false}
          defaultValue={values.title}
          error={errors?.title}
        />
        <TextareaField
          name="review"
          label="Your review"
          hint={`${shortestReview} to ${longestReview.toLocaleString('en-US')} characters. What did it change in your work, and for whom is it good?`}
          rows={8}
          minLength={shortestReview}
          maxLength={longestReview}
          required
          defaultValue={values.review}
          error={errors?.review}
        />
        {status === 'APPROVED' && (
          <Notice kind="warning">
            <p>
              Your review is published. When you save a change, it is taken off the page of the tool until a platform
              admin has read and approved the new one.
            </p>
          </Notice>
        )}
        <div className="flex flex-wrap gap-2">
          <Button variant="primary">Save review</Button>
          <LinkButton variant="quiet" href={cancelAddress}>
            Cancel
          </LinkButton>
        </div>
      </OrganizationForm>
    </Card>
  );
}
