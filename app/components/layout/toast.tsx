import { Icon } from '~/components/ui/icon.tsx';
import { type NoticeKind, noticeIcons } from '~/components/ui/notice.tsx';
import type { ToastMessage } from '~/services/cookies.server.ts';

const noticeKinds = { success: 'success', notice: 'info', error: 'danger' } as const satisfies Record<
  ToastMessage['kind'],
  NoticeKind
>;

/** The message the last form left. The region is always on the page, so that a new message is announced. */
export function Toast({ toast }: { toast: ToastMessage | undefined }) {
  const kind = toast && noticeKinds[toast.kind];
  return (
    <div role="status" id="toast" data-live="">
      {toast && kind && (
        <div className={`toast notice notice-${kind}`}>
          <Icon name={noticeIcons[kind]} />
          <p>{toast.message}</p>
        </div>
      )}
    </div>
  );
}
