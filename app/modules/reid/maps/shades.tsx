/** Five shades from light to dark; lines and dots in them get denser, so that they are told apart without their colour. */
const shades = ['map-shade-1', 'map-shade-2', 'map-shade-3', 'map-shade-4', 'map-shade-5'] as const;

const tile = 10;

const nameOf = (map: string, shade: number) => `${map}-shade-${shade + 1}`;

/** What fills an area of this shade. */
export const shadePaint = (map: string, shade: number) => `url(#${nameOf(map, shade)})`;

/** What fills an area without a value. */
export const emptyPaint = (map: string) => `url(#${map}-shade-none)`;

/** The patterns of a map, once for it and its legend. */
export function ShadePatterns({ map }: { map: string }) {
  return (
    <defs>
      {shades.map((look, shade) => (
        <pattern
          key={look}
          id={nameOf(map, shade)}
          width={tile}
          height={tile}
          patternUnits="userSpaceOnUse"
          patternTransform={shade > 1 ? 'rotate(45)' : undefined}
        >
          <rect width={tile} height={tile} className={look} />
          {shade === 1 && <circle cx="5" cy="5" r="1.5" className="map-mark-dark" />}
          {shade === 2 && <rect width="2" height={tile} className="map-mark-dark" />}
          {shade === 3 && <path d={`M0 0h${tile}v2h-8v8h-2z`} className="map-mark-light" />}
        </pattern>
      ))}
      <pattern id={`${map}-shade-none`} width="5" height="5" patternUnits="userSpaceOnUse">
        <rect width="5" height="5" className="map-ground-empty" />
        <rect width="5" height="0.75" className="map-mark-empty" />
      </pattern>
    </defs>
  );
}

/** A small piece of a shade, for the legend; without one, of an area without a value. */
export function ShadeSwatch({ map, shade }: { map: string; shade?: number }) {
  return (
    <svg aria-hidden="true" width="24" height="16" className="shrink-0">
      <rect
        width="24"
        height="16"
        rx="2"
        fill={shade === undefined ? emptyPaint(map) : shadePaint(map, shade)}
        className="map-outline"
      />
    </svg>
  );
}
