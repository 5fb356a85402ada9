import type { RequestDatabase } from '#db/request-db.server.ts';
import { normalizeAddress } from '~/modules/campaigns/contacts/address.ts';
import { cutPage } from '~/utils/pages.ts';
import { writeAnswer } from './explanation.ts';
import { readResultsFilters, writePlace } from './filters.ts';
import {
  countVariants,
  explainDelivery,
  findSentEmail,
  listClickedLinks,
  listHours,
  listRecipients,
  recipientsPerPage,
  verifyLedger,
} from './queries.server.ts';

/**
 * Everything that the page of results shows, in the request's one transaction: of what its query does not ask for nothing is read.
 * @param search  the query of its address
 * @returns undefined for an email that is not there, or not of the viewer's organization
 */
export async function loadResults(database: RequestDatabase, emailId: string, search: URLSearchParams) {
  const { outcome, after, email: typed, checksLedger } = readResultsFilters(search);
  const asked = normalizeAddress(typed);
  const [{ found, links, hours, variants, listed }, explanations, broken] = await Promise.all([
    database.read((handle) => ({
      found: findSentEmail(handle, emailId),
      links: listClickedLinks(handle, emailId),
      hours: listHours(handle, emailId),
      variants: countVariants(handle, emailId),
      listed: listRecipients(handle, emailId, { outcome, after }),
    })),
    asked === null
      ? []
      : database
          .read((handle) => ({ explained: explainDelivery(handle, emailId, asked) }))
          .then(({ explained }) => explained),
    checksLedger
      ? database.read((handle) => ({ broken: verifyLedger(handle, emailId) })).then(({ broken }) => broken)
      : null,
  ]);
  const [email] = found;
  if (!email) return undefined;
  const { rows, last } = cutPage(listed, recipientsPerPage);
  const [explanation] = explanations;
  return {
    email,
    links,
    hours,
    variants,
    recipients: { rows, outcome, isFirst: after === null, next: last ? writePlace(last) : null },
    why: { email: typed, answer: explanation ? writeAnswer(explanation) : null },
    broken,
  };
}
