// Requests of the map page, its words, and what can be taken back.

import { newId } from '../dialogs.js';

const token = document.querySelector('meta[name="csrf-token"]')?.content ?? ''
const said = JSON.parse(document.getElementById('plot-words')?.textContent ?? '{}')

/** Return the sentence `key` with `{name}` filled in from `values`. */
export function say(key, values = {}) {
  return (said[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '')
}

/** Metres as people say them. */
export function length(metres) {
  if (metres < 1000) return `${Math.round(metres)} m`
  return `${(metres / 1000).toFixed(metres < 10_000 ? 2 : 1).replace(/\.?0+$/, '')} km`
}

/** Send something; returns `{ok, status, data, why}`, where `why` says why not. */
export async function send(method, url, body) {
  const headers = { Accept: 'application/json', 'X-CSRFToken': token, 'Idempotency-Key': newId() }
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  try {
    const answer = await fetch(url, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) })
    const data = await answer.json().catch(() => null)
    return { ok: answer.ok, status: answer.status, data, why: answer.ok ? '' : reason(data) }
  } catch {
    return { ok: false, status: 0, data: null, why: say('not_sent') }
  }
}

function reason(data) {
  const { message, detail } = data?.error ?? {}
  const parts = [message ?? say('refused')]
  const rows = detail?.rows ?? []
  for (const { row, message: why } of rows.slice(0, 12)) parts.push(say('row', { n: row, why }))
  if (!rows.length && detail && data.error.code === 'invalid') parts.push(...words(detail))
  return parts.join('\n')
}

function words(detail) {
  if (typeof detail === 'string') return []
  return Object.values(detail).flatMap((value) =>
    Array.isArray(value) ? value.filter((v) => typeof v === 'string' && v.includes(' ')) : value && typeof value === 'object' ? words(value) : [],
  )
}

/** The doors of one map, each of which remembers how it is taken back. */
export class Doors {
  #incident
  #done = []

  constructor(incident) {
    this.#incident = incident
  }

  get list() {
    return `/api/incidents/${this.#incident}/features/`
  }

  async draw(geometry, properties) {
    const made = await send('POST', this.list, { type: 'Feature', geometry, properties })
    if (made.ok) this.#done.push(() => send('POST', `/api/features/${made.data.id}/remove/`))
    return made
  }

  takeOver({ type, features }) {
    return send('POST', `${this.list}import/`, { type, features })
  }

  /** `before` is the feature as it was loaded; `given` has `geometry` and `properties` to change. */
  async change(before, base, given) {
    const url = `/api/features/${before.id}/`
    const made = await send('PATCH', url, { base, ...given })
    if (made.ok) {
      const old = { base: made.data.properties.version, properties: {} }
      if (given.geometry) old.geometry = before.geometry
      for (const name of Object.keys(given.properties ?? {})) old.properties[name] = before.properties[name]
      this.#done.push(() => send('PATCH', url, old))
    }
    return made
  }

  async remove(feature) {
    const made = await send('POST', `/api/features/${feature.id}/remove/`)
    if (made.ok) {
      const { version } = made.data.properties
      this.#done.push(() => this.#back(feature.id, version - 1, version))
    }
    return made
  }

  async restore(id, version, base) {
    const made = await this.#back(id, version, base)
    if (made.ok && version !== base) {
      const now = made.data.properties.version
      this.#done.push(() => this.#back(id, base, now))
    }
    return made
  }

  async takeBack() {
    const undo = this.#done.pop()
    if (!undo) return null
    const answer = await undo()
    if (!answer.ok && answer.status === 0) this.#done.push(undo)
    return answer
  }

  #back(id, version, base) {
    return send('POST', `/api/features/${id}/restore/`, { version, base })
  }
}
