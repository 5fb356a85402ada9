import { Day } from '~/components/ui/money.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import type { SavedStanding } from './saved-estimate.ts';
import { presetStateRate } from './states.ts';
import { standingTitles } from './words.ts';

/** What somebody has to know before they rely on a year's estimate. */
export function TaxNotices({
  year,
  isEstimated,
  isClosed,
  isProvisional,
  figuresYear,
  hasSettings,
  state,
  stateRateIsKnown,
  standing,
  savedAt,
}: {
  year: number;
  isEstimated: boolean;
  isClosed: boolean;
  isProvisional: boolean;
  figuresYear: number;
  hasSettings: boolean;
  state: string | null;
  stateRateIsKnown: boolean;
  standing: SavedStanding;
  savedAt: string | null;
}) {
  const settings = (
    <a href={`/expenses/tax/settings?year=${year}`} className="link">
      Settings
    </a>
  );
  if (!isEstimated) {
    return (
      <Notice title="No estimate is made">
        <p>
          The business is taxed as something else than a sole proprietor or a single-member LLC, so its taxes are not
          its owner’s. It has books and reports here, and no estimate. What it is taxed as stands in the {settings}.
        </p>
      </Notice>
    );
  }
  return (
    <>
      {!hasSettings && (
        <Notice kind="warning" title="Say how you file">
          <p>Until the settings are saved, the estimate is that of somebody single without other income. {settings}</p>
        </Notice>
      )}
      {isProvisional && (
        <Notice kind="warning" title="Provisional">
          <p>{`The figures of ${year} are not published here. The estimate uses those of ${figuresYear}.`}</p>
        </Notice>
      )}
      {hasSettings && !stateRateIsKnown && (
        <Notice title="The state’s tax is not estimated">
          <p>
            {state !== null && presetStateRate(state) === null
              ? `Type the income tax rate of ${state}: it is not guessed. `
              : 'Say which state, and its income tax rate. '}
            {settings}
          </p>
        </Notice>
      )}
      {isClosed && (
        <Notice title={`${year} is closed`}>
          <p>
            {savedAt === null ? (
              'It was closed without a saved estimate, so this is what its books come to today.'
            ) : (
              <>
                This is the estimate as it was saved on <Day date={savedAt} />. It stays.
              </>
            )}
          </p>
        </Notice>
      )}
      {!isClosed && standing === 'NOT_SAVED' && (
        <p className="text-muted">{`${standingTitles.NOT_SAVED}. Recalculate keeps this estimate with its lines.`}</p>
      )}
      {!isClosed && savedAt !== null && (standing === 'SAVED' || standing === 'OTHER_ROWS') && (
        <p className="text-muted">
          {standing === 'SAVED' ? 'Saved on ' : `${standingTitles.OTHER_ROWS} since the estimate was saved on `}
          <Day date={savedAt} />
          {standing === 'SAVED' ? '.' : '. Recalculate saves it as it is below.'}
        </p>
      )}
    </>
  );
}
