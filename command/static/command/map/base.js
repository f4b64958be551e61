// The base map: a schematic of the four cities, drawn from our own file. No tiles, no internet.

const L = window.L

const SVG = 'http://www.w3.org/2000/svg'
const GLOW = [26, 16, 8] // widths of the soft edge around the land

function pane(map, name, order) {
  const made = map.createPane(name)
  made.style.zIndex = order
  made.style.pointerEvents = 'none'
  return L.svg({ pane: name, padding: 0.6 })
}

function sandPattern(renderer) {
  const defs = document.createElementNS(SVG, 'defs')
  const pattern = document.createElementNS(SVG, 'pattern')
  const attributes = { id: 'm-sand', width: 9, height: 9, patternUnits: 'userSpaceOnUse' }
  for (const [name, value] of Object.entries(attributes)) pattern.setAttribute(name, value)
  for (const [x, y] of [[2, 2], [6.5, 6.5]]) {
    const dot = document.createElementNS(SVG, 'circle')
    dot.setAttribute('cx', x)
    dot.setAttribute('cy', y)
    dot.setAttribute('r', 0.8)
    dot.setAttribute('class', 'm-sand-dot')
    pattern.append(dot)
  }
  defs.append(pattern)
  renderer._container.prepend(defs)
}

function points(geometry) {
  const flip = (line) => line.map(([lon, lat]) => [lat, lon])
  return geometry.type === 'Polygon' ? geometry.coordinates.map(flip) : flip(geometry.coordinates)
}

function label(feature, language) {
  const { kind, side, rank, zh, en } = feature.properties
  const [lon, lat] = feature.geometry.coordinates
  const name = document.createElement('span')
  name.textContent = language === 'en' ? en : zh
  const icon = L.divIcon({ className: `m-text m-${kind}${rank ? ` m-seat--${rank}` : ''}`, html: name, iconSize: null })
  const mark = L.marker([lat, lon], { icon, pane: 'names', interactive: false, keyboard: false })
  mark.on('add', () => side && mark.getElement().setAttribute('data-side', side))
  return mark
}

/** Draw the base map of `file` (GeoJSON with `layer` on each feature) on a Leaflet map. */
export function drawBase(map, file, language) {
  const land = pane(map, 'land', 200)
  const lines = pane(map, 'lines', 220)
  map.createPane('names').style.zIndex = 460
  map.getPane('names').style.pointerEvents = 'none'
  const of = (layer) => file.features.filter((feature) => feature.properties.layer === layer)
  const line = (feature, renderer, className, weight) =>
    L.polyline(points(feature.geometry), { renderer, className, weight, interactive: false, smoothFactor: 0.6 }).addTo(map)
  const area = (feature, renderer, className) =>
    L.polygon(points(feature.geometry), { renderer, className, weight: 1, interactive: false, smoothFactor: 0.6 }).addTo(map)

  for (const feature of of('graticule')) line(feature, land, 'm-graticule', 1)
  const outer = of('edge').filter((feature) => feature.properties.outer)
  for (const weight of GLOW) for (const feature of outer) line(feature, land, 'm-glow', weight)
  for (const feature of of('land')) area(feature, land, `m-land m-land--${feature.properties.code}`)
  for (const feature of of('height')) area(feature, land, 'm-height')
  for (const feature of of('plain')) area(feature, land, 'm-plain')
  sandPattern(land)
  for (const feature of of('sand')) area(feature, land, 'm-sand')
  for (const feature of of('relief')) line(feature, land, 'm-relief', 1.1)
  for (const feature of of('lake')) area(feature, land, 'm-lake')
  for (const feature of of('river')) line(feature, land, 'm-river-case', 5)
  for (const feature of of('river')) line(feature, land, 'm-river', 2.4)
  for (const feature of of('road')) line(feature, lines, 'm-road-case', 3.4)
  for (const feature of of('road')) {
    const main = feature.properties.primary
    line(feature, lines, main ? 'm-road' : 'm-road m-road--minor', main ? 1.6 : 1)
  }
  for (const feature of of('edge')) line(feature, lines, feature.properties.outer ? 'm-edge m-edge--outer' : 'm-edge', 1.3)
  for (const feature of of('label')) label(feature, language).addTo(map)
}
