// Three sounds and no more, made here and fetched from nowhere. Each is known by its shape, not by
// its pitch alone: two falling tones for a call for help, three short equal ones for a new alarm of
// level I or II, a soft single one for what is addressed to the reader.

const SOUNDS = {
  help: { pitches: [880, 660], length: 0.35, loud: 0.25 },
  grave: { pitches: [740, 740, 740], length: 0.16, loud: 0.22 },
  addressed: { pitches: [523], length: 0.25, loud: 0.09 },
}
const PAUSE = 0.04 // seconds between two tones

let context = null

/** Whether the browser still waits for a click or a key before it lets a page sound. */
export const blocked = () => context?.state !== 'running'

// Browsers allow sound only after somebody has touched the page.
function wake() {
  context ??= new AudioContext()
  context.resume().then(() => document.dispatchEvent(new Event('jc:sound')))
}
for (const touch of ['pointerdown', 'keydown']) document.addEventListener(touch, wake, { once: true })

function tone(pitch, start, length, loud) {
  const voice = context.createOscillator()
  const volume = context.createGain()
  voice.frequency.value = pitch
  volume.gain.setValueAtTime(0.0001, start)
  volume.gain.exponentialRampToValueAtTime(loud, start + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.0001, start + length)
  voice.connect(volume).connect(context.destination)
  voice.start(start)
  voice.stop(start + length)
}

/** Sound once: `help`, `grave` or `addressed`. Silent while the browser blocks sound. */
export function sound(name) {
  if (blocked()) {
    // After a page of the same site was touched, the next one may sound at once.
    wake()
    return
  }
  const { pitches, length, loud } = SOUNDS[name]
  let start = context.currentTime
  for (const pitch of pitches) {
    tone(pitch, start, length, loud)
    start += length + PAUSE
  }
}
