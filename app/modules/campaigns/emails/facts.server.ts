import { requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { organizationRoles } from '~/modules/accounts/people/roles.ts';
import { notFound } from '~/services/http.server.ts';
import { checkEmail, type Finding } from './checks.ts';
import type { CompileResult } from './compile.server.ts';
import type { EditedEmail } from './edited.ts';
import { compileEdited, listListingIds } from './material.server.ts';
import { describeAudience, type FoundEmail, findEmail, listListings, readPeople } from './queries.server.ts';
import type { AskedEmail } from './saving.server.ts';

/** An email that was looked over. */
export interface Looked {
  row: FoundEmail;
  findings: Finding[];
  /** Made of the email as it was given. */
  result: CompileResult;
  /** People who get it, of all in its audience. */
  mailable: number;
  total: number;
}

/**
 * Compiles an email as it is typed and looks it over. Reads in one request and writes nothing.
 * @throws as the guards; a 404 where it is not there
 */
export async function lookOver(asked: AskedEmail, email: EditedEmail): Promise<Looked> {
  const { request, context, id } = asked;
  const { viewer, found, audience, listings } = await context.database.read((handle) => ({
    found: findEmail(handle, id),
    audience: describeAudience(handle, email),
    listings: listListings(handle, listListingIds(email)),
  }));
  const { organization } = requireRole(requireViewer(viewer, request), organizationRoles);
  const [row] = found;
  if (!row) throw notFound();
  const { total = 0, mailable = 0, reserved = 0, allowed = null, samples } = audience[0] ?? {};
  const result = compileEdited(email, {
    row,
    organization: organization.name,
    listings,
    samples: readPeople(samples),
    origin: context.environment.PUBLIC_URL,
  });
  const findings = checkEmail({
    email,
    postalAddress: row.postalAddress,
    verifiedDomains: row.verifiedDomains,
    fallbackDomain: context.environment.CAMPAIGN_FROM_DOMAIN,
    allowed,
    mailable,
    total,
    reserved,
    sampleBytes: result.sampleBytes,
    listings: listings.map((listing) => listing.id),
  });
  return { row, findings, result, mailable, total };
}
