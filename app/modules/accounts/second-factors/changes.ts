/** What happens to somebody's second factors, as the database names it in mail. */
export const factorChanges = [
  'AUTHENTICATOR_ADDED',
  'AUTHENTICATOR_REMOVED',
  'PASSKEY_ADDED',
  'PASSKEY_REMOVED',
  'RECOVERY_CODES_REPLACED',
  'RECOVERY_CODE_USED',
] as const;

export type FactorChange = (typeof factorChanges)[number];
