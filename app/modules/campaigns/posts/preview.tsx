import { Card } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { writePlannedTime } from '../calendar/days.ts';
import type { NamedPicture, ShownPost } from './queries.server.ts';
import { describePostState, hueOfState } from './states.ts';
import { MemberName } from '~/components/ui/name.tsx';

/** Where a post stands, when it is planned for, and what went wrong. */
export function PostState({ post }: { post: ShownPost }) {
  const { localTime, timeZone, failedReason, campaignStatus, status, person } = post;
  const state = describePostState(post);
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Tag hue={hueOfState(state)}>{state}</Tag>
        {localTime && timeZone && <time dateTime={localTime}>{writePlannedTime(localTime, timeZone)}</time>}
        <span className="text-muted">
          {'By '}
          <MemberName name={person} />
        </span>
      </p>
      {failedReason && (
        <Notice kind="warning" title={status === 'FAILED' ? 'It was not published' : 'The last try did not succeed'}>
          <p className="wrap-anywhere">{failedReason}</p>
        </Notice>
      )}
      {status === 'SCHEDULED' && campaignStatus === 'PAUSED' && (
        <Notice>
          <p>Its campaign is paused: it waits until the campaign goes on.</p>
        </Notice>
      )}
    </>
  );
}

/** A post as it is published. Line breaks stand as they are; nothing in it acts. */
export function PostPreview({
  title,
  text,
  pictures,
}: {
  title: string | null;
  text: string;
  pictures: readonly NamedPicture[];
}) {
  const shown = pictures.filter(({ key }) => /^[0-9a-f]{32}$/.test(key));
  return (
    <section aria-labelledby="preview" className="flex flex-col gap-3">
      <h2 id="preview">Preview</h2>
      <Card className="flex max-w-xl flex-col gap-3 p-5">
        {title && <p className="font-semibold wrap-anywhere">{title}</p>}
        {text === '' ? (
          <p className="text-muted">Nothing is written yet.</p>
        ) : (
          <p className="wrap-anywhere whitespace-pre-wrap">{text}</p>
        )}
        {shown.length > 0 && (
          <div className="grid grid-cols-2 gap-2">
            {shown.map(({ key, alt }) => (
              <img key={key} src={`/i/${key}`} alt={alt} loading="lazy" className="w-full rounded-lg" />
            ))}
          </div>
        )}
      </Card>
    </section>
  );
}
