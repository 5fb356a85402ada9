import type { ReactNode } from 'react';
import { Button } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { PictureSuggestions } from '../media/picture-field.tsx';
import type { ListedPicture } from '../media/queries.server.ts';
import { AbFields } from './ab-fields.tsx';
import type { EditorAnswer } from './answers.server.ts';
import { AudienceFields } from './audience-fields.tsx';
import { BlockList } from './block-list.tsx';
import { EmailConflict } from './conflict.tsx';
import type { TypedEmail } from './edited.ts';
import { EnvelopeFields } from './envelope-fields.tsx';
import { Findings } from './findings.tsx';
import type { EmailListing } from './listings.ts';
import { PreviewSection } from './preview-frame.tsx';
import { ScheduleFields, TestFields } from './sending-fields.tsx';

interface EditorProps {
  /** Of the page of the email. */
  address: string;
  saved: TypedEmail;
  answer: EditorAnswer | undefined;
  /** What the whole form was refused with, before anything of it was read. */
  refusal: Record<string, string[] | null | undefined> | undefined;
  lists: readonly { id: string; name: string }[];
  segments: readonly { id: string; name: string }[];
  listings: readonly EmailListing[];
  pictures: readonly ListedPicture[];
  people: readonly { id: string; name: string; email: string }[];
  tracksEmails: boolean;
  /** Whether the plan has A/B tests and each recipient's own time. */
  hasElite: boolean;
}

/** One form for everything about an email. Every button works without script: the form carries what was typed, and only "Save" and sending write. */
export function EmailEditor(props: EditorProps) {
  const { address, saved, answer, refusal } = props;
  const typed = answer?.typed ?? saved;
  const errors = answer?.errors ?? {};
  return (
    <>
      {answer?.changes && <EmailConflict changes={answer.changes} address={address} />}
      <ErrorSummary errors={refusal ?? errors} title="Nothing was saved" ids={{ addBlock: 'addType' }} />
      {answer?.findings && <Findings findings={answer.findings} />}
      {answer?.notice && (
        <div role="status">
          <Notice kind="success" title={answer.notice} />
        </div>
      )}
      <OrganizationForm action={address} encType="multipart/form-data" className="flex flex-col gap-6">
        {/* Enter in a field presses the form's first button: this one, which writes nothing. */}
        <button type="submit" name="intent" value="redraw" formNoValidate hidden>
          Show again
        </button>
        <input type="hidden" name="version" value={typed.version} />
        <input type="hidden" name="opened" value={typed.opened ?? ''} />
        <PictureSuggestions pictures={props.pictures} />
        <Part id="envelope" title="Subject and sender">
          <EnvelopeFields typed={typed} errors={errors} tracksEmails={props.tracksEmails} />
        </Part>
        <Part id="audience" title="Who gets it">
          <AudienceFields typed={typed} errors={errors} lists={props.lists} segments={props.segments} />
        </Part>
        <div className="grid gap-6 xl:grid-cols-2 xl:items-start">
          <BlockList blocks={typed.blocks} focus={answer?.focus ?? null} errors={errors} listings={props.listings} />
          <div className="xl:sticky xl:top-6">
            <Part id="preview" title="Preview">
              <PreviewSection address={`${address}/preview`} isChanged={answer !== undefined} />
            </Part>
          </div>
        </div>
        <Part id="ab" title="Two subjects">
          <AbFields typed={typed} errors={errors} isOpen={props.hasElite} />
        </Part>
        <Part id="try" title="Try it">
          <TestFields typed={typed} errors={errors} people={props.people} />
        </Part>
        <Part id="send" title="Send it">
          <ScheduleFields typed={typed} errors={errors} hasRecipientZone={props.hasElite} />
        </Part>
        <div className="editor-bar">
          <p className="mr-auto font-medium">{answer ? 'Unsaved changes' : 'Everything is saved'}</p>
          <Button name="intent" value="save" variant="primary">
            Save
          </Button>
        </div>
      </OrganizationForm>
      <div>
        <Confirmation
          id="delete-email"
          label="Delete"
          title="Delete this email?"
          confirmLabel="Yes, delete it"
          variant="quiet"
          fields={{ intent: 'delete' }}
        >
          <p>It is gone for good, with everything you typed. Only an email that never went out can be deleted.</p>
        </Confirmation>
      </div>
    </>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <Card>
      <section aria-labelledby={`${id}-heading`} className="flex flex-col gap-5">
        <h2 id={`${id}-heading`}>{title}</h2>
        {children}
      </section>
    </Card>
  );
}
