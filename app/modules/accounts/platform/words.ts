/** Said when an act waits for a second person. */
export const waitsForSecondPerson =
  'Not done yet: beyond $1,000 for one organization in 30 days, a second person of Billing confirms. It waits under Approvals for 14 days.';

/** Said to somebody of the platform who acts on an organization they belong to. */
export const refusesOwnOrganization =
  'Nothing was done: you belong to this organization, so somebody else of the platform has to do it.';
