import type { ReactNode } from 'react';
import { FieldMessage } from '~/components/ui/field.tsx';
import { Icon } from '~/components/ui/icon.tsx';
import { compareNames } from '~/utils/name-order.ts';
import { areaLabels, categoryLabels, priceTierLabels, tagLabel } from '../labels.ts';
import { type CatalogFilters, type PriceRange, sortLabels } from './filters.ts';

/** The number of tools that a value of a facet would give. */
export interface FacetCount {
  facet: string;
  value: string;
  count: number;
  /** False when counting stopped before the last tool: then no number is shown. */
  isExact: boolean;
}

const formId = 'catalog';
const tagsShown = 8;

/**
 * Search, order and button of the catalog's one form; the facets are elsewhere on the page and belong to it, too. With script,
 * what is chosen applies itself (`app/scripts/filters.ts`).
 */
export function CatalogSearch({ filters }: { filters: CatalogFilters }) {
  return (
    <form id={formId} action="/tools" autoComplete="off" data-applies="" className="flex flex-wrap items-end gap-3">
      {/* Only links set these values; the form keeps them. */}
      {filters.requiredTiers.map((tier) => (
        <input key={tier} type="hidden" name="requires" value={tier} />
      ))}
      <div className="flex min-w-56 grow flex-col gap-1.5">
        <label htmlFor="q" className="text-xs font-medium text-muted">
          Name, task or topic
        </label>
        <input id="q" type="search" name="q" defaultValue={filters.query} maxLength={100} className="control" />
      </div>
      <div className="flex grow flex-col gap-1.5 sm:grow-0">
        <label htmlFor="sort" className="text-xs font-medium text-muted">
          Sort by
        </label>
        <select id="sort" name="sort" defaultValue={filters.sort} className="control">
          {Object.entries(sortLabels).map(([value, label]) => (
            <option key={value} value={value}>
              {value === 'popular' && filters.query ? 'Best match' : label}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" className="button button-primary sm:min-h-10">
        Search
      </button>
    </form>
  );
}

/**
 * The facets: folded away on a phone, beside the results on a wider screen. A range of prices that cannot be used opens them, so
 * that what is said about it is seen.
 */
export function CatalogFacets({
  filters,
  prices,
  counts,
}: {
  filters: CatalogFilters;
  prices: PriceRange;
  counts: FacetCount[];
}) {
  const active = filters.categories.length + filters.areas.length + filters.tiers.length + filters.tags.length;
  return (
    <details className="facets" open={prices.problem !== null}>
      <summary className="button button-secondary">
        <Icon name="sliders-horizontal" className="icon size-4" />
        <span id="facets-chosen" data-filtered="">
          {active > 0 ? `Filters (${active})` : 'Filters'}
        </span>
      </summary>
      <div className="facet-groups">
        <Facet title="Category" name="category" labels={categoryLabels} chosen={filters.categories} counts={counts} />
        <Facet title="Area" name="area" labels={areaLabels} chosen={filters.areas} counts={counts} />
        <Facet title="Price tier" name="tier" labels={priceTierLabels} chosen={filters.tiers} counts={counts} />
        <PriceFacet prices={prices} />
        <TagFacet chosen={filters.tags} counts={counts} />
        <div className="facet-apply">
          <button type="submit" form={formId} className="button button-primary w-full">
            Show results
          </button>
        </div>
      </div>
    </details>
  );
}

const priceMessageId = 'price';

function PriceFacet({ prices: { minimum, maximum, problem } }: { prices: PriceRange }) {
  const isWrong = (name: 'min' | 'max') => problem?.fields.includes(name);
  return (
    <fieldset>
      <legend>Price in dollars</legend>
      <div className="flex items-center gap-2">
        <PriceInput name="min" label="Lowest price" typed={minimum} isWrong={isWrong('min')} />
        <span aria-hidden="true">–</span>
        <PriceInput name="max" label="Highest price" typed={maximum} isWrong={isWrong('max')} />
      </div>
      <div id="price-message" data-filtered="" aria-live="polite">
        {problem && (
          <FieldMessage
            id={priceMessageId}
            error={`${problem.message} Until that is mended, tools of every price are shown.`}
            className="mt-1.5"
          />
        )}
      </div>
    </fieldset>
  );
}

function PriceInput({
  name,
  label,
  typed,
  isWrong = false,
}: {
  name: string;
  label: string;
  typed: string;
  isWrong: boolean | undefined;
}) {
  return (
    <input
      form={formId}
      name={name}
      aria-label={label}
      aria-invalid={isWrong || undefined}
      aria-describedby={isWrong ? `${priceMessageId}-error` : undefined}
      inputMode="decimal"
      maxLength={20}
      defaultValue={typed}
      className="control"
    />
  );
}

function Facet({
  title,
  name,
  labels,
  chosen,
  counts,
}: {
  title: string;
  name: string;
  labels: Record<string, string>;
  chosen: readonly string[];
  counts: FacetCount[];
}) {
  return (
    <fieldset id={`facet-${name}`} data-filtered="">
      <legend>{title}</legend>
      {Object.entries(labels).map(([value, label]) => (
        <FacetValue key={value} name={name} value={value} chosen={chosen} counts={counts}>
          {label}
        </FacetValue>
      ))}
    </fieldset>
  );
}

function TagFacet({ chosen, counts }: { chosen: string[]; counts: FacetCount[] }) {
  const found = counts
    .filter(({ facet }) => facet === 'tag')
    .sort((a, b) => b.count - a.count || compareNames(tagLabel(a.value), tagLabel(b.value)));
  // Chosen values stay visible, even when nothing matches them.
  const values = [...new Set([...chosen, ...found.map(({ value }) => value)])];
  const first = values.slice(0, Math.max(tagsShown, chosen.length));
  const rest = values.slice(first.length);
  const show = (value: string) => (
    <FacetValue key={value} name="tag" value={value} chosen={chosen} counts={counts}>
      {tagLabel(value)}
    </FacetValue>
  );
  // There without any as well, so that other filters can bring topics back.
  return (
    <fieldset id="facet-tag" data-filtered="">
      {values.length > 0 && <legend>Topic</legend>}
      {first.map(show)}
      {rest.length > 0 && (
        <details>
          <summary className="link facet-more">{`${rest.length} more topics`}</summary>
          {rest.map(show)}
        </details>
      )}
    </fieldset>
  );
}

function FacetValue({
  name,
  value,
  chosen,
  counts,
  children,
}: {
  name: string;
  value: string;
  chosen: readonly string[];
  counts: FacetCount[];
  children: ReactNode;
}) {
  const ofFacet = counts.filter(({ facet }) => facet === name);
  const count = ofFacet.find((found) => found.value === value)?.count ?? 0;
  const isExact = ofFacet.every((found) => found.isExact);
  return (
    <label>
      <input type="checkbox" form={formId} name={name} value={value} defaultChecked={chosen.includes(value)} />
      <span>{children}</span>
      {isExact && <small>{count}</small>}
    </label>
  );
}
