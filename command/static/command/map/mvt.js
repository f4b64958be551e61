// Reading the points of a Mapbox vector tile (version 2.1). The packages that read all of the
// format name one another without a path, which a browser resolves only with an import map, and
// that is an inline script, which the security policy refuses. Points need sixty lines.

const utf8 = new TextDecoder()

class Reader {
  constructor(bytes, at = 0, end = bytes.length) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.at = at
    this.end = end
  }

  // Beyond 2^53 a number is not exact; nothing here is.
  varint() {
    let value = 0
    let weight = 1
    while (this.at < this.end) {
      const byte = this.bytes[this.at++]
      value += (byte & 0x7f) * weight
      if (byte < 0x80) break
      weight *= 128
    }
    return value
  }

  part() {
    const length = this.varint()
    const from = this.at
    this.at = Math.min(this.end, from + length)
    return new Reader(this.bytes, from, this.at)
  }

  text() {
    const { at, end } = this.part()
    return utf8.decode(this.bytes.subarray(at, end))
  }

  float(size) {
    const value = size === 8 ? this.view.getFloat64(this.at, true) : this.view.getFloat32(this.at, true)
    this.at += size
    return value
  }

  skip(wire) {
    if (wire === 0) this.varint()
    else if (wire === 2) this.part()
    else this.at += wire === 1 ? 8 : 4
  }

  /** Call `take(field)` for each field; what it does not take (returns false) is passed over. */
  each(take) {
    while (this.at < this.end) {
      const key = this.varint()
      if (take(key >> 3) === false) this.skip(key & 7)
    }
    return this
  }
}

const signed = (value) => (value % 2 ? -(value + 1) / 2 : value / 2)

function valueIn(part) {
  let found = null
  part.each((field) => {
    if (field === 1) found = part.text()
    else if (field === 2) found = part.float(4)
    else if (field === 3) found = part.float(8)
    else if (field === 4 || field === 5) found = part.varint()
    else if (field === 6) found = signed(part.varint())
    else if (field === 7) found = Boolean(part.varint())
    else return false
  })
  return found
}

/** Return the points of all layers: `x` and `y` from 0 to 1 across the tile, and what is told of each. */
export function points(buffer) {
  const found = []
  const tile = new Reader(new Uint8Array(buffer))
  tile.each((field) => {
    if (field !== 3) return false
    layer(tile.part(), found)
  })
  return found
}

function layer(part, found) {
  const keys = []
  const values = []
  const features = []
  let extent = 4096
  part.each((field) => {
    if (field === 2) features.push(part.part())
    else if (field === 3) keys.push(part.text())
    else if (field === 4) values.push(valueIn(part.part()))
    else if (field === 5) extent = part.varint()
    else return false
  })
  for (const feature of features) {
    const told = {}
    feature.each((field) => {
      if (field === 2) {
        const tags = feature.part()
        while (tags.at < tags.end) {
          const key = keys[tags.varint()]
          told[key] = values[tags.varint()]
        }
      } else if (field === 4) {
        const way = feature.part()
        way.varint() // one step to a point
        told.x = signed(way.varint()) / extent
        told.y = signed(way.varint()) / extent
      } else return false
    })
    found.push(told)
  }
}
