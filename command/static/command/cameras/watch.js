// Whether a live picture lives: its clock must go on, and so must what it shows.

const WIDE = 32
const HIGH = 18
const SAME = 2 // of 255: what compression alone may change

/** Tells since when a picture has stood still. */
export class Watch {
  #video
  #canvas = new OffscreenCanvas(WIDE, HIGH).getContext('2d', { willReadFrequently: true })
  #time = -1
  #seen = null
  #wentAt = 0
  #changedAt = 0
  #blind = false // a picture from elsewhere that may not be read

  constructor(video) {
    this.#video = video
    this.again()
  }

  /** Begin anew: what was seen before says nothing. */
  again() {
    this.#time = -1
    this.#seen = null
    this.#wentAt = this.#changedAt = Date.now()
  }

  /** Look now; `{kind: '' | 'frozen' | 'still', since}` by the limits in seconds, 0 for none. */
  look({ frozen, still }) {
    const now = Date.now()
    if (this.#video.currentTime !== this.#time) {
      this.#time = this.#video.currentTime
      this.#wentAt = now
      if (this.#changed()) this.#changedAt = now
    }
    if (frozen && now - this.#wentAt >= frozen * 1000) return { kind: 'frozen', since: this.#wentAt }
    if (still && now - this.#changedAt >= still * 1000) return { kind: 'still', since: this.#changedAt }
    return { kind: '', since: 0 }
  }

  #changed() {
    if (this.#blind) return true
    let pixels
    try {
      this.#canvas.drawImage(this.#video, 0, 0, WIDE, HIGH)
      pixels = this.#canvas.getImageData(0, 0, WIDE, HIGH).data
    } catch {
      this.#blind = true
      return true
    }
    const before = this.#seen
    this.#seen = pixels
    return !before || pixels.some((value, n) => Math.abs(value - before[n]) > SAME)
  }
}
