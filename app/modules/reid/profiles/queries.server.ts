import { and, desc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { organizations, reidAiProfiles, users } from '#db/schema/index.ts';
import { knownPropertyTypes, knownSources, watchedAreas } from '../choices.server.ts';

export const profilesPerPage = 50;

const ofOrganization = sql`${reidAiProfiles.organizationId} = (select app.current_organization_id())`;
const verifier = alias(users, 'verifier');

const listed = {
  id: reidAiProfiles.id,
  type: reidAiProfiles.profileType,
  area: sql<string>`coalesce(${reidAiProfiles.metrics} ->> 'area', ${reidAiProfiles.areaKey}, '')`,
  areaKey: reidAiProfiles.areaKey,
  address: reidAiProfiles.address,
  overall: reidAiProfiles.overallScore,
  growth: reidAiProfiles.growthScore,
  investment: reidAiProfiles.investmentScore,
  risk: reidAiProfiles.riskScore,
  affordability: reidAiProfiles.lifestyleScore,
  isShared: reidAiProfiles.isPublic,
  isVerified: reidAiProfiles.isVerified,
  madeBy: users.name,
  refreshedAt: sql<string | null>`${reidAiProfiles.lastRefreshedAt}`,
};

/** A page of the profiles that the viewer reads, the newest first; one more row when there is another page. */
export function listProfiles(handle: QueryHandle, page: number) {
  return handle
    .select(listed)
    .from(reidAiProfiles)
    .leftJoin(users, eq(users.id, reidAiProfiles.userId))
    .where(ofOrganization)
    .orderBy(desc(reidAiProfiles.createdAt), desc(reidAiProfiles.id))
    .limit(profilesPerPage + 1)
    .offset((page - 1) * profilesPerPage);
}
/** A profile as lists show it. */
export type ListedProfile = Awaited<ReturnType<typeof listProfiles>>[number];

/** One profile with its reasons, if the viewer reads it. */
export function findProfile(handle: QueryHandle, id: string) {
  return handle
    .select({
      ...listed,
      madeById: reidAiProfiles.userId,
      summary: reidAiProfiles.summary,
      strengths: reidAiProfiles.strengths,
      weaknesses: reidAiProfiles.weaknesses,
      recommendations: reidAiProfiles.recommendations,
      metrics: reidAiProfiles.metrics,
      dataSources: reidAiProfiles.dataSources,
      generator: reidAiProfiles.aiModel,
      version: reidAiProfiles.modelVersion,
      confidence: sql<number | null>`${reidAiProfiles.confidenceScore}::float8`,
      verifiedAt: sql<string | null>`${reidAiProfiles.verifiedAt}`,
      verifiedBy: verifier.name,
      /** In full, to be compared. */
      seen: sql<string>`coalesce(${reidAiProfiles.lastRefreshedAt}::text, '')`,
    })
    .from(reidAiProfiles)
    .leftJoin(users, eq(users.id, reidAiProfiles.userId))
    .leftJoin(verifier, eq(verifier.id, reidAiProfiles.verifiedBy))
    .where(and(ofOrganization, eq(reidAiProfiles.id, id)));
}

/** Profiles that were made or refreshed in this month, and how many may be. */
export function countProfiles(handle: QueryHandle) {
  return callFunction(handle, 'count_profiles', {});
}

/** What the rules need to know of an area. @param areaKeys  keys that it may have, the likeliest first */
export function readInputs(
  handle: QueryHandle,
  areaKeys: readonly string[],
  { source, propertyType }: { source?: string | null | undefined; propertyType?: string | null | undefined },
) {
  return callFunction(handle, 'read_profile_inputs', {
    areaKeys,
    source: source || null,
    propertyType: propertyType || null,
  });
}

/** What is known of the area of a profile that the viewer reads, asked as it was asked for then. */
export function readInputsAgain(handle: QueryHandle, id: string) {
  return handle
    .select({
      address: reidAiProfiles.address,
      source: sql<string | null>`${reidAiProfiles.metrics} #>> '{asked,source}'`,
      propertyType: sql<string | null>`${reidAiProfiles.metrics} #>> '{asked,propertyType}'`,
      inputs: sql<unknown>`app.read_profile_inputs(array[${reidAiProfiles.areaKey}], ${reidAiProfiles.metrics} #>> '{asked,source}',
        ${reidAiProfiles.metrics} #>> '{asked,propertyType}')`,
    })
    .from(reidAiProfiles)
    .where(and(ofOrganization, eq(reidAiProfiles.id, id)));
}

/** What the form of a new profile offers. */
export interface ProfileChoices {
  watched: { key: string; name: string }[];
  sources: string[];
  propertyTypes: string[];
}

/** Areas that the viewer watches, sources and property types, in one statement. */
export function readProfileChoices(handle: QueryHandle) {
  return handle
    .select({
      choices: sql<ProfileChoices>`jsonb_build_object(
        'watched', ${watchedAreas}, 'sources', ${knownSources}, 'propertyTypes', ${knownPropertyTypes})`,
    })
    .from(organizations)
    .where(sql`${organizations.id} = (select app.current_organization_id())`);
}
