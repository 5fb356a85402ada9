const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** Writes bytes in base32 of lower case, without padding: mail servers may change the case of an address. */
export function writeBase32(bytes: Uint8Array): string {
  let written = '';
  let rest = 0;
  let bits = 0;
  for (const byte of bytes) {
    rest = (rest << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      written += alphabet[(rest >> bits) & 31];
    }
    rest &= (1 << bits) - 1;
  }
  return bits > 0 ? written + alphabet[(rest << (5 - bits)) & 31] : written;
}
