import type { QrCode } from './verifier.ts';

/** A QR code: dark on white whatever the colors of the page, because readers want it so. */
export function QrCodeImage({ code, label }: { code: QrCode; label: string }) {
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${code.size} ${code.size}`} className="w-52 max-w-full rounded-md">
      <rect width={code.size} height={code.size} fill="#fff" />
      <path d={code.path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
