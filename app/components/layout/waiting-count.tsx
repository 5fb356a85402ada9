/** The number of things that wait for the viewer behind a link. Shows nothing for 0. */
export function WaitingCount({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span className="ml-auto rounded-full bg-accent px-1.5 text-xs font-semibold text-on-accent tabular-nums">
      {count}
      <span className="sr-only"> waiting</span>
    </span>
  );
}
