import { useEffect, useRef } from 'react';
import { Icon } from '~/components/ui/icon.tsx';
import { type NoticeKind, noticeIcons } from '~/components/ui/notice.tsx';
import { useRootData } from '~/components/ui/use-viewer.ts';
import type { ToastMessage } from '~/services/cookies.server.ts';

const noticeKinds = { success: 'success', notice: 'info', error: 'danger' } as const satisfies Record<
  ToastMessage['kind'],
  NoticeKind
>;

/**
 * The message the last form left. The region is always on the page, so that a new message is announced. The message takes the focus,
 * unless the address leads to the line where the work goes on: whoever pressed a button is told what it did, and goes on from there.
 */
export function Toast() {
  const toast = useRootData()?.toast;
  const kind = toast && noticeKinds[toast.kind];
  const message = useRef<HTMLDivElement>(null);
  // Where client code changes the page, the browser neither follows `autofocus` nor moves the focus to the line that the address names.
  // The button that was pressed keeps it where it is still there.
  useEffect(() => {
    if (!toast || document.activeElement !== document.body) return;
    const { hash } = window.location;
    const line = hash === '' ? null : document.getElementById(hash.slice(1));
    (line ?? message.current)?.focus({ preventScroll: line === null });
  }, [toast]);
  return (
    <div role="status" id="toast" data-live="">
      {toast && kind && (
        // biome-ignore lint/a11y/noAutofocus: the page was asked for by sending a form, and this is the answer to it
        <div ref={message} tabIndex={-1} autoFocus className={`toast notice notice-${kind}`}>
          <Icon name={noticeIcons[kind]} />
          <p>{toast.message}</p>
        </div>
      )}
    </div>
  );
}
