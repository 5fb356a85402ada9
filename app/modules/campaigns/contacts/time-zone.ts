/** Whether a text names a time zone, like America/Chicago, in the form that the database keeps. */
export function isZoneName(text: string): boolean {
  if (text.length > 64 || !/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/.test(text)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en-US', { timeZone: text }));
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
