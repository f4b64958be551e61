// The sector that a camera looks into.

const HALF = 28 // degrees to either side: a phone's lens
const METRES = 111_320 // of a degree of latitude

/** The corners of the cone from `[lat, lon]` towards `bearing` degrees, `far` metres long. */
export function coneOf([lat, lon], bearing, far) {
  const across = METRES * Math.cos((lat * Math.PI) / 180)
  const corners = [[lat, lon]]
  for (let turn = -HALF; turn <= HALF; turn += 7) {
    const angle = ((bearing + turn) * Math.PI) / 180
    corners.push([lat + (far * Math.cos(angle)) / METRES, lon + (far * Math.sin(angle)) / across])
  }
  return corners
}
