import type { CatalogTool } from './catalog-types.ts';

/** The listing tools of the catalog, in display order. */
export const listingTools: readonly CatalogTool[] = [
  {
    slug: 'listing-description-generator',
    name: 'Listing Description Generator',
    description: 'Draft listing remarks from property facts and photos, in your style and length.',
    longDescription: `Enter the address and the tool gathers what the MLS sheet already says: rooms, lot, year, upgrades. Add your walkthrough notes and a few photos, choose a tone and a character limit, and you get three drafts: public remarks for the MLS, a longer version for the website and a short one for print.

Facts in the draft are underlined and tied to the field or note they came from. An adjective without a source, “renovated” for instance, is flagged until you confirm it. A separate check marks phrases that fair housing guidance warns about, such as wording that describes the buyer instead of the house.

You publish, not the tool. It has never stood in the kitchen, so read the draft beside the property sheet before it goes out under your name.`,
    category: 'FOUNDATION',
    area: 'LISTINGS',
    tier: 'T1',
    priceModel: 'MONTHLY',
    requiredTier: 'FREE',
    integrationType: 'STANDALONE',
    status: 'ACTIVE',
    isFeatured: true,
    seatsIncluded: 15,
    icon: 'file-pen-line',
    tags: ['drafting', 'mls', 'sellers', 'compliance'],
    features: [
      'MLS, website and print versions in one pass',
      'Character limits of your MLS built in',
      'Facts linked to the field or note they came from',
      'Fair housing wording check',
      'House style learned from samples you paste in',
      'English and Spanish drafts',
    ],
    capabilities: [
      'Draft remarks from facts, notes and photos',
      'Flag unsupported or risky wording',
      'Shorten or lengthen a text to a limit',
    ],
    integrations: ['MLS feed (RESO Web API)', 'WordPress', 'Google Docs'],
    version: '4.1.0',
  },
  {
    slug: 'photo-enhancement',
    name: 'Photo Enhancement',
    description: 'Straighten, balance and resize listing photos without changing what they show.',
    longDescription: `Phone pictures of a dim hallway need the same corrections every time: level the verticals, lift the shadows, bring the window back, take the orange out of the bulbs. Upload a folder and Photo Enhancement does this to the whole set, matched from room to room so the house looks like one house.

Files come back in the sizes your MLS, website and print shop ask for, named by room and in the order you choose. The original stays beside each result, and a slider shows both.

The line it keeps is simple. Light, color, perspective and lens distortion may change. Power lines, stains, cracks and the neighbor’s fence may not, because removing them would mislead a buyer. Blurred or badly underexposed shots are set aside with a note to take them again.`,
    category: 'FOUNDATION',
    area: 'LISTINGS',
    tier: 'T1',
    priceModel: 'USAGE_BASED',
    usageUnit: 'photo',
    unitsIncluded: 200,
    unitPrice: 25,
    requiredTier: 'FREE',
    integrationType: 'API',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'image-up',
    tags: ['photos', 'mls', 'sellers', 'automation'],
    features: [
      'Whole-folder processing with matched color',
      'Vertical and horizon correction',
      'Window and shadow recovery from bracketed shots',
      'Sizes for MLS, website and print',
      'Originals kept, with a before-and-after slider',
      'Location data stripped from delivered files',
    ],
    capabilities: [
      'Correct light, color and perspective',
      'Sort photos by room',
      'Reject shots that cannot be rescued',
    ],
    integrations: ['Google Drive', 'Dropbox', 'MLS media upload', 'Adobe Lightroom'],
    version: '2.3.6',
  },
  {
    slug: 'virtual-staging',
    name: 'Virtual Staging',
    description: 'Furnish photos of empty rooms and label every staged picture as such.',
    longDescription: `Empty rooms photograph badly; it is hard to tell whether a bed fits. Choose a photo, say what the room is for, and pick one of nine furnishing styles. The result keeps walls, floors, windows and fixtures exactly as photographed and adds furniture at the scale measured from the picture.

Every delivered image carries a “virtually staged” label, the empty original is delivered with it, and the MLS caption is filled in. Many associations require all three, and buyers appreciate knowing. If the same room appears in two photos, the same sofa stands in both.

Remodeling is off the menu: no new countertops, no removed walls, no greener lawn. Rooms with furniture already in them can be decluttered only to the extent that nothing permanent is hidden or revealed.`,
    category: 'GROWTH',
    area: 'LISTINGS',
    tier: 'T2',
    priceModel: 'USAGE_BASED',
    usageUnit: 'room',
    unitsIncluded: 40,
    unitPrice: 300,
    requiredTier: 'STARTER',
    integrationType: 'STANDALONE',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: 10,
    icon: 'sofa',
    tags: ['photos', 'mls', 'sellers', 'compliance'],
    features: [
      'Nine furnishing styles',
      'Furniture scaled to the room',
      'Same pieces across photos of one room',
      'Label on the image and in the MLS caption',
      'Empty original delivered alongside',
      'Two free revisions per picture',
    ],
    capabilities: [
      'Furnish empty rooms in a chosen style',
      'Keep pieces consistent between angles',
      'Write disclosure captions',
    ],
    integrations: ['MLS media upload', 'Dropbox', 'Google Drive'],
    version: '1.8.3',
  },
  {
    slug: 'property-alerts',
    name: 'Property Alerts',
    description: 'Tell buyers about new, changed and returning listings that fit what they asked for.',
    longDescription: `A buyer’s saved search is only useful if the message arrives while the house is still open for showings. Property Alerts watches your MLS feed, compares every new or changed listing with the searches your clients agreed on, and sends the match by email or text under the agent’s name.

It knows the difference between a price cut, a contract that fell through and a relisting with a new number, and says which it is. Drawn map areas, commute limits and deal-breakers (no pool, no HOA) all count. When a search returns far too much or nothing at all, the agent is told before the client loses interest.

Speed depends on your MLS: most feeds are refreshed every few minutes, some once an hour. Listings outside the feed, including private ones, will not appear.`,
    category: 'FOUNDATION',
    area: 'LISTINGS',
    tier: 'T1',
    priceModel: 'MONTHLY',
    requiredTier: 'FREE',
    integrationType: 'WEBHOOK',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'bell-ring',
    tags: ['alerts', 'buyers', 'mls', 'email', 'texting'],
    features: [
      'New, price-changed and back-on-market listings told apart',
      'Map areas, commute limits and deal-breakers',
      'Immediate, daily or weekly delivery per client',
      'Agent copy with a one-click showing request',
      'Warning when a search is too wide or too narrow',
      'Reply goes to the agent, not to a mailbox nobody reads',
    ],
    capabilities: [
      'Watch an MLS feed for matches',
      'Notify clients by email or text',
      'Suggest changes to a saved search',
    ],
    integrations: ['MLS feed (RESO Web API)', 'Twilio', 'Gmail', 'Follow Up Boss'],
    version: '3.0.2',
  },
  {
    slug: 'property-comparison',
    name: 'Property Comparison',
    description: 'Put up to six homes side by side, with real monthly costs and the client’s own notes.',
    longDescription: `After the fourth showing, kitchens blur together. Property Comparison lines up as many as six homes in a table the client can open on a phone: price, monthly cost, rooms, lot, age of roof and systems, commute to the two addresses that matter to them, and what they themselves said on the day.

Monthly cost includes taxes, dues, insurance and utilities where the seller disclosed them, since two homes at one price can be far apart in what they cost to live in. Rows where all homes are equal fold away. Clients rank the rows and the table reorders to match.

You buy it once and keep it. Figures come from the listing and from what you type; blank fields are shown as unknown and are never filled with an average.`,
    category: 'FOUNDATION',
    area: 'LISTINGS',
    tier: 'T1',
    priceModel: 'ONE_TIME',
    requiredTier: 'FREE',
    integrationType: 'EMBED',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'scale',
    tags: ['buyers', 'comparables', 'mls', 'website'],
    features: [
      'Up to six homes on one page',
      'Monthly cost with taxes, dues and insurance',
      'Commute to two addresses of the client’s choice',
      'Notes and ratings from each showing',
      'Equal rows folded away',
      'Print version on two sheets',
    ],
    capabilities: [
      'Compare homes on cost, condition and location',
      'Collect a client’s notes per home',
      'Order rows by what matters to the client',
    ],
    integrations: ['MLS feed (RESO Web API)', 'Google Maps', 'WordPress'],
    version: '1.5.1',
  },
  {
    slug: 'tour-coordination',
    name: 'Tour Coordination',
    description: 'Schedule a day of showings, in driving order, with every confirmation in one place.',
    longDescription: `Six homes, four listing agents, two tenants who need a day’s notice, one buyer who must be done by three. Enter the homes and the window, and Tour Coordination proposes an order with driving times, then sends the showing requests and keeps track of who has confirmed.

If an answer comes back “not before two”, the day is reshuffled and the others are asked again only when their time really changes. The buyer receives one link with times, parking notes and listing sheets. You receive lockbox types and special instructions, hidden from everyone else. After each stop it asks for feedback while the visit is fresh.

Requests go out through the showing service your MLS uses, or by email and text where there is none. Homes that take calls only land on a short list for you to phone.`,
    category: 'GROWTH',
    area: 'LISTINGS',
    tier: 'T2',
    priceModel: 'MONTHLY',
    requiredTier: 'FREE',
    integrationType: 'N8N_WORKFLOW',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'map-pinned',
    tags: ['scheduling', 'buyers', 'maps', 'texting'],
    features: [
      'Driving order with realistic travel times',
      'Showing requests and confirmations in one list',
      'Notice periods for occupied homes respected',
      'Access notes visible to the agent only',
      'Client itinerary as a link and as calendar entries',
      'Feedback request after each stop',
      'Running-late message to everyone still ahead',
    ],
    capabilities: [
      'Order showings by route and availability',
      'Request and confirm appointments',
      'Reschedule when one stop moves',
      'Gather showing feedback',
    ],
    integrations: ['ShowingTime', 'Google Maps', 'Google Calendar', 'Twilio', 'n8n'],
    version: '2.2.0',
  },
  {
    slug: 'property-matching',
    name: 'Property Matching',
    description: 'Find buyers for a listing, and listings for a buyer, from your own client records.',
    longDescription: `Take a new listing before it goes live: who among your buyers would want it? Property Matching compares it with every active buyer in the brokerage, including what they wrote in emails and said after showings, and returns a ranked list with the fit spelled out. The same question works the other way around for a buyer.

Needs and wishes are kept apart. A missing must-have lowers a match below the line; a missing nice-to-have only costs it rank. Agents see matches for their own clients, and for colleagues’ clients a count and a name to talk to, so nobody’s client list leaks.

Matches rest on the property’s features and the client’s stated needs. Who lives in the neighborhood plays no part, by design, and a request that would steer a client is refused with an explanation.`,
    category: 'GROWTH',
    area: 'LISTINGS',
    tier: 'T2',
    priceModel: 'MONTHLY',
    requiredTier: 'STARTER',
    integrationType: 'API',
    status: 'ACTIVE',
    isFeatured: false,
    seatsIncluded: null,
    icon: 'house-heart',
    tags: ['buyers', 'sellers', 'mls', 'teams', 'search'],
    features: [
      'Buyer-to-listing and listing-to-buyer matching',
      'Must-haves and wishes weighed separately',
      'Reasons for and against beside each match',
      'Colleagues’ clients counted, not exposed',
      'Preferences updated from showing feedback',
      'Coming-soon listings matched before launch',
    ],
    capabilities: ['Rank buyers for a listing', 'Rank listings for a buyer', 'Learn from feedback after showings'],
    integrations: ['MLS feed (RESO Web API)', 'Follow Up Boss', 'Salesforce', 'ShowingTime'],
    version: '2.4.1',
  },
];
