import type { ReactNode } from 'react';
import { Button } from '~/components/ui/button.tsx';
import { CheckboxField, type FieldError } from '~/components/ui/field.tsx';
import { Icon } from '~/components/ui/icon.tsx';
import { formatMoney } from '~/utils/money.ts';
import { type BundleMargin, type PriceBasis, type TypedPrice, writePercent } from './pricing.ts';

/** The fields for price and discount: people type one of them, and the other follows. */
export function BundlePriceFields({
  price,
  sum,
  errors,
  onChange,
  atSum,
}: {
  price: TypedPrice;
  sum: number;
  errors: { amount?: FieldError; discount?: FieldError; sellsAtSum?: FieldError };
  onChange: (changed: Partial<TypedPrice>) => void;
  /** Whether it may be sold for the sum of its tools; undefined where the price is another one. */
  atSum: { isChosen: boolean; onChange: (isChosen: boolean) => void } | undefined;
}) {
  const basis = (value: PriceBasis, label: string) => (
    <label className="flex min-h-7 items-center gap-2">
      <input
        type="radio"
        name="priceBy"
        value={value}
        checked={price.priceBy === value}
        onChange={() => onChange({ priceBy: value })}
        className="check"
      />
      {label}
    </label>
  );
  return (
    <div className="flex flex-col gap-4">
      {/* The values that the page showed: without script, the field that differs from its own is the changed one. */}
      <input type="hidden" name="shownSum" value={sum} />
      <input type="hidden" name="shownAmount" value={price.amount} />
      <input type="hidden" name="shownDiscount" value={price.discount} />
      <fieldset>
        <legend className="mb-1 font-medium">Price by</legend>
        <div className="flex flex-wrap gap-x-6">
          {basis('AMOUNT', 'Amount')}
          {basis('DISCOUNT', 'Discount')}
        </div>
      </fieldset>
      <div className="grid grid-cols-2 gap-3">
        <UnitField
          name="amount"
          label="Bundle price"
          unit="$"
          value={price.amount}
          error={errors.amount}
          onChange={(amount) => onChange({ priceBy: 'AMOUNT', amount })}
        />
        <UnitField
          name="discount"
          label="Discount"
          unit="%"
          value={price.discount}
          error={errors.discount}
          onChange={(discount) => onChange({ priceBy: 'DISCOUNT', discount })}
        />
      </div>
      <p className="text-xs text-pretty text-muted">
        The one you type stays when tools come and go; the other follows, rounded to the cent.
      </p>
      {atSum && (
        <CheckboxField
          name="sellsAtSum"
          label="Sell it without a discount"
          hint="Buyers pay as much as for its tools one by one. It is not published without this."
          checked={atSum.isChosen}
          onChange={({ target }) => atSum.onChange(target.checked)}
          error={errors.sellsAtSum}
        />
      )}
      <noscript>
        <Button size="small" name="intent" value="search" formNoValidate>
          Recalculate
        </Button>
      </noscript>
    </div>
  );
}

function UnitField({
  name,
  label,
  unit,
  value,
  error,
  onChange,
}: {
  name: string;
  label: string;
  unit: '$' | '%';
  value: string;
  error: FieldError;
  onChange: (value: string) => void;
}) {
  const message = (Array.isArray(error) ? error[0] : error) || undefined;
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={name} className="font-medium">
        {label}
        <span className="sr-only">{unit === '$' ? ' in dollars' : ' in percent'}</span>
      </label>
      <div className={unit === '$' ? 'unit-field' : 'unit-field unit-after'}>
        <span aria-hidden="true">{unit}</span>
        <input
          id={name}
          name={name}
          value={value}
          onChange={({ target }) => onChange(target.value)}
          inputMode="decimal"
          autoComplete="off"
          aria-invalid={message ? true : undefined}
          aria-describedby={message ? `${name}-error` : undefined}
          className="control tabular-nums"
        />
      </div>
      {message && (
        <p id={`${name}-error`} className="text-danger-ink">
          {message}
        </p>
      )}
    </div>
  );
}

const percent = (basisPoints: number) => `${writePercent(basisPoints)} %`;

/** The effect of the price on the buyer and on the revenue of the tools. */
export function BundleFigures({
  sum,
  price,
  discount,
  tools,
  margin,
  following,
}: {
  sum: number;
  price: number | null;
  discount: number | null;
  tools: number;
  margin: BundleMargin | null;
  /** Cents that a buyer who owns none of the tools pays after today; null without a price. */
  following: { monthly: number; yearly: number } | null;
}) {
  const { saving = 0, keptShare = null, revenuePerTool = null, additionalSales = null } = margin ?? {};
  return (
    <div className="flex flex-col gap-4">
      <dl className="flex flex-col gap-2" aria-label="For the buyer">
        <Figure term={tools === 1 ? '1 tool' : `${tools} tools, one by one`}>{formatMoney(sum)}</Figure>
        <Figure term="Buyers save" hue={saving > 0 ? 'text-success-ink' : undefined}>
          {margin ? `${formatMoney(Math.max(0, saving))} (${percent(discount ?? 0)})` : '–'}
        </Figure>
        <Figure term="Bundle price" strong>
          {price === null ? '–' : formatMoney(price)}
        </Figure>
        {following && (
          <>
            <Figure term="Then each month">{formatMoney(following.monthly)}</Figure>
            <Figure term="Then each year">{formatMoney(following.yearly)}</Figure>
          </>
        )}
      </dl>
      <div className="flex flex-col gap-2 border-t border-line pt-4">
        <h3 className="text-sm">Effect on margin</h3>
        {keptShare !== null && (
          <meter
            className="share"
            min={0}
            max={100}
            value={Math.min(100, keptShare / 100)}
            aria-label="Share of list price kept"
          >
            {percent(keptShare)}
          </meter>
        )}
        <dl className="flex flex-col gap-2">
          <Figure term="List price kept">{keptShare === null ? '–' : percent(keptShare)}</Figure>
          <Figure term="Earned per tool">
            {revenuePerTool === null
              ? '–'
              : `${formatMoney(revenuePerTool)} of ${formatMoney(Math.round(sum / tools))}`}
          </Figure>
          <Figure term="Sales to earn the same">
            {additionalSales === null ? '–' : additionalSales === 0 ? 'As many' : `${percent(additionalSales)} more`}
          </Figure>
        </dl>
        <p className="text-xs text-pretty text-muted">
          Compared with selling the same tools one by one to the same organization.
        </p>
      </div>
    </div>
  );
}

function Figure({
  term,
  strong = false,
  hue = '',
  children,
}: {
  term: string;
  strong?: boolean;
  hue?: string;
  children: ReactNode;
}) {
  return (
    <div
      className={`flex items-baseline justify-between gap-4 ${strong ? 'border-t border-line pt-2 font-semibold' : ''}`}
    >
      <dt className={strong ? '' : 'text-muted'}>{term}</dt>
      <dd className={`text-right tabular-nums ${strong ? 'text-lg' : hue}`}>{children}</dd>
    </div>
  );
}

/** The reasons why a bundle cannot be on sale yet. */
export function PublishingChecks({ checks }: { checks: { label: string; problem: string | null }[] }) {
  return (
    <ul className="flex flex-col gap-2">
      {checks.map(({ label, problem }) => (
        <li key={label} className="flex gap-2">
          <Icon
            name={problem ? 'circle-exclamation-point' : 'circle-check'}
            className={`icon size-5 ${problem ? 'text-warning-ink' : 'text-success-ink'}`}
          />
          <span>
            <span className="sr-only">{problem ? 'Missing: ' : 'Done: '}</span>
            {label}
            {problem && <span className="block text-muted">{problem}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
