/** What a post's status is called. */
const labels: Readonly<Record<string, string>> = {
  DRAFT: 'Draft',
  SCHEDULED: 'Scheduled',
  PUBLISHED: 'Published',
  FAILED: 'Failed',
};

const byHand = 'Publish by hand';
const onItsWay = 'Being published';

/** The state of a post in words. */
export function describePostState({
  status,
  isDueByHand,
  isOnItsWay = false,
}: {
  status: string;
  isDueByHand: boolean;
  isOnItsWay?: boolean;
}): string {
  if (isOnItsWay) return onItsWay;
  return isDueByHand ? byHand : (labels[status] ?? status);
}

/** The color that repeats a state's word. */
export function hueOfState(state: string): 'info' | 'success' | 'warning' | 'danger' | 'neutral' {
  switch (state) {
    case byHand:
      return 'warning';
    case onItsWay:
    case labels.SCHEDULED:
      return 'info';
    case labels.PUBLISHED:
      return 'success';
    case labels.FAILED:
      return 'danger';
    default:
      return 'neutral';
  }
}
