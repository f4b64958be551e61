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

/**
 * The doors of one map, which remember how each act is taken back and done again.
 *
 * Both make a new version of the drawing from the one that the act began (`lower`) or left
 * (`upper`). Two acts of one's own that follow each other share what lies between, so that one
 * after another can be taken back. What others did meanwhile to other fields stays, and what they
 * did to the same ones is refused as ever.
 */
export class Doors {
  #incident
  #done = []
  #undone = []
  #turn = Promise.resolve()

  constructor(incident) {
    this.#incident = incident
  }

  get list() {
    return `/api/incidents/${this.#incident}/features/`
  }

  async draw(geometry, properties) {
    const made = await send('POST', this.list, { type: 'Feature', geometry, properties })
    return this.#did(made, { back: () => this.#off(made.data.id), again: (now) => this.#back(made.data.id, now - 1, now) })
  }

  takeOver({ type, features }) {
    return send('POST', `${this.list}import/`, { type, features })
  }

  /** `before` is the feature as it was loaded; `given` has `geometry` and `properties` to change. */
  async change(before, base, given) {
    const url = `/api/features/${before.id}/`
    const old = { properties: {} }
    if (given.geometry) old.geometry = before.geometry
    for (const name of Object.keys(given.properties ?? {})) old.properties[name] = before.properties[name]
    return this.#did(await send('PATCH', url, { base, ...given }), {
      back: (now) => send('PATCH', url, { base: now, ...old }),
      again: (now) => send('PATCH', url, { base: now, ...given }),
    })
  }

  async remove({ id }) {
    return this.#did(await this.#off(id), { back: (now) => this.#back(id, now - 1, now), again: () => this.#off(id) })
  }

  async restore(id, version, base) {
    return this.#did(await this.#back(id, version, base), {
      back: (now) => (version === base ? this.#off(id) : this.#back(id, base, now)),
      again: (now) => this.#back(id, version === base ? now - 1 : version, now),
    })
  }

  /** Take one's own last act back; `null` when there is none. */
  takeBack() {
    return this.#next(this.#done, this.#undone, 'back')
  }

  /** Do again what was taken back last; `null` when nothing was. */
  putAgain() {
    return this.#next(this.#undone, this.#done, 'again')
  }

  #did(made, act) {
    if (!made.ok) return made
    const { id, properties } = made.data
    const last = this.#done.findLast((one) => one.id === id)
    const lower = last?.upper.version === properties.version - 1 ? last.upper : { version: properties.version - 1 }
    this.#done.push({ ...act, id, lower, upper: { version: properties.version } })
    this.#undone.length = 0
    return made
  }

  // One after another, however fast the keys are pressed.
  #next(from, to, way) {
    this.#turn = this.#turn.then(async () => {
      const act = from.pop()
      if (!act) return null
      const [begin, end] = way === 'back' ? ['upper', 'lower'] : ['lower', 'upper']
      const now = act[begin].version
      const answer = await act[way](now)
      if (answer.ok) {
        const { version } = answer.data.properties
        if (version - now > 1) act[end] = { version } // somebody else was between
        else act[end].version = version
        to.push(act)
      } else if (answer.status === 0) from.push(act)
      return answer
    })
    return this.#turn
  }

  #off(id) {
    return send('POST', `/api/features/${id}/remove/`)
  }

  #back(id, version, base) {
    return send('POST', `/api/features/${id}/restore/`, { version, base })
  }
}
