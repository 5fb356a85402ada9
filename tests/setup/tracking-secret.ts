/** Makes and verifies tokens and tracking codes in tests. */
export const trackingSecret = 'only-for-tests-of-tokens-and-tracking';
