import { DatabaseError } from '#db/errors.server.ts';
import type { RefusedForm, UsableForm } from '~/services/forms.server.ts';

/**
 * Answers a tool's form that the database did not save: a message beside the field, or about the whole.
 * @throws the error itself where it says nothing about the form
 */
export function refuseTool(form: UsableForm<{ slug?: string | undefined }>, error: unknown): RefusedForm['answer'] {
  if (!(error instanceof DatabaseError)) throw error;
  switch (error.constraint) {
    case 'marketplace_tools_slug_unique':
      return form.refuse({ slug: 'Another tool has this slug. Choose a different one.' }, 409);
    case 'former_slugs_other_item':
      return form.refuse(
        { slug: 'Another tool had this slug, and links with it still lead there. Choose a different one.' },
        409,
      );
  }
  throw error;
}
