import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

export type NoticeKind = 'info' | 'success' | 'warning' | 'danger';

/** The icon that goes with each kind of message. */
export const noticeIcons = {
  info: 'info',
  success: 'circle-check',
  warning: 'triangle-exclamation-point',
  danger: 'circle-exclamation-point',
} as const satisfies Record<NoticeKind, string>;

/** A note to the reader, in the flow of the page. */
export function Notice({
  kind = 'info',
  title,
  children,
  className,
}: {
  kind?: NoticeKind;
  title?: ReactNode;
  children?: ReactNode;
  className?: string;
}) {
  return (
    <div className={`notice notice-${kind}${className ? ` ${className}` : ''}`}>
      <Icon name={noticeIcons[kind]} />
      <div className="flex min-w-0 flex-col gap-1">
        {title && <p className="font-semibold">{title}</p>}
        {children}
      </div>
    </div>
  );
}
