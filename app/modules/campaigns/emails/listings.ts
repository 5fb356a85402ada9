/** A property of the organization, as far as an email shows it. */
export interface EmailListing {
  id: string;
  address: string;
  city: string;
  state: string;
  zipCode: string;
}

/** The two lines of a listing's address. Checks stop an email whose listing is gone; its preview says so. */
export function findListing(listings: readonly EmailListing[], id: string): { street: string; town: string } {
  const found = listings.find((listing) => listing.id === id);
  return found
    ? { street: found.address, town: `${found.city}, ${found.state} ${found.zipCode}` }
    : { street: 'This listing is gone', town: 'Choose another one' };
}
