// Whereabouts an area lies: the part of a city that is nearest to the area's seat. An outline
// for looking at, made of the schematic; it is no boundary.

const STRETCH = Math.cos((40.5 * Math.PI) / 180) // a degree of longitude against one of latitude

// What of `ring` is nearer to `here` than to `there`. Both are [longitude, latitude].
function nearer(ring, here, there) {
  const middle = [(here[0] + there[0]) / 2, (here[1] + there[1]) / 2]
  const way = [(there[0] - here[0]) * STRETCH * STRETCH, there[1] - here[1]]
  const side = ([x, y]) => (x - middle[0]) * way[0] + (y - middle[1]) * way[1]
  const kept = []
  for (let n = 0; n < ring.length; n += 1) {
    const [a, b] = [ring[n], ring[(n + 1) % ring.length]]
    const [from, to] = [side(a), side(b)]
    if (from <= 0) kept.push(a)
    if (from <= 0 !== to <= 0) {
      const part = from / (from - to)
      kept.push([a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part])
    }
  }
  return kept
}

/** Outlines of the cities of `file` by code, as lists of [latitude, longitude]. */
export function landOf(file) {
  const land = file.features.filter(({ properties }) => properties.layer === 'land')
  return new Map(land.map(({ properties, geometry }) => [properties.code, geometry.coordinates[0].map(([lon, lat]) => [lat, lon])]))
}

/** Outlines of the areas of `file` (the schematic) by code, as lists of [latitude, longitude]. */
export function cellsOf(file) {
  const of = (layer) => file.features.filter(({ properties }) => properties.layer === layer)
  const seats = of('label').filter(({ properties }) => properties.kind === 'seat')
  const found = new Map()
  for (const { properties, geometry } of of('land')) {
    const mine = seats.filter((seat) => seat.properties.code.startsWith(properties.code.slice(0, 4)))
    for (const seat of mine) {
      let ring = geometry.coordinates[0]
      for (const other of mine) {
        if (other !== seat && ring.length) ring = nearer(ring, seat.geometry.coordinates, other.geometry.coordinates)
      }
      found.set(seat.properties.code, ring.map(([lon, lat]) => [lat, lon]))
    }
  }
  return found
}
