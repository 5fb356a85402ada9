import { mergeModules } from '~/modules/registry.ts';
import { capitalize } from '~/utils/words.ts';

/** Subjects of entries in words, by their names in the trail. */
export const subjectLabels = mergeModules((module) => module.auditSubjects);

/** Acts in words. */
export const actionLabels: Record<string, string> = {
  insert: 'Added',
  update: 'Changed',
  delete: 'Removed',
  change_password: 'Password changed',
  sign_in: 'Signed in',
  fail_sign_in: 'Sign-in failed',
  fail_second_step: 'Wrong code at sign-in',
  end_sessions: 'Signed out',
  appoint_owner: 'Owner appointed',
  authenticator_added: 'Authenticator app added',
  authenticator_removed: 'Authenticator app removed',
  passkey_added: 'Passkey added',
  passkey_removed: 'Passkey removed',
  recovery_codes_replaced: 'Recovery codes replaced',
  recovery_code_used: 'Recovery code used',
  second_factors_reset: 'Second factors taken away',
  export: 'Exported',
  erase: 'Erased',
};

/** Columns whose label is not simply the column's name. */
const fieldLabels = mergeModules((module) => module.auditFields);

/** A column in words: "price_at_purchase" is "Price at purchase". */
export function fieldLabel(column: string): string {
  return fieldLabels[column] ?? capitalize(column.replaceAll('_', ' '));
}
