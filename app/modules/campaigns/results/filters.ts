import { z } from 'zod';
import { readKey, readSearchText } from '~/utils/addresses.ts';
import { type Outcome, outcomeLabels, type RecipientFilter, recipientFilters } from './outcomes.ts';

/** A place in the list of recipients behind one of them. */
export interface RecipientPlace {
  status: Outcome;
  id: string;
}

/** What the page of results is asked for. */
export interface ResultsFilters {
  outcome: RecipientFilter | null;
  after: RecipientPlace | null;
  /** Whom "Why?" asks about, as it was typed; '' for nobody. */
  email: string;
  checksLedger: boolean;
}

/** Reads the query of the page. Nothing in it is an error. */
export function readResultsFilters(search: URLSearchParams): ResultsFilters {
  return {
    outcome: readKey(recipientFilters, search.get('outcome')) ?? null,
    after: readPlace(search.get('after')),
    email: readSearchText(search.get('email'), 254),
    checksLedger: search.get('check') === 'ledger',
  };
}

function readPlace(text: string | null): RecipientPlace | null {
  const [status, id] = (text ?? '').split('_');
  const known = readKey(outcomeLabels, status);
  const read = z.guid().safeParse(id);
  return known !== undefined && read.success ? { status: known, id: read.data } : null;
}

/** Writes the place behind a recipient. */
export const writePlace = ({ status, id }: RecipientPlace) => `${status}_${id}`;
