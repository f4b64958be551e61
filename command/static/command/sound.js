// Two sounds, made here and fetched from nowhere: a call for help, and a new grave alarm.

const CALL = [880, 660] // Hz, one after the other
const NOTICE = [523] // Hz

let context = null

/** Whether the browser still waits for a click or a key before it lets a page sound. */
export const blocked = () => context?.state !== 'running'

// Browsers allow sound only after somebody has touched the page.
function wake() {
  context ??= new AudioContext()
  context.resume().then(() => document.dispatchEvent(new Event('jc:sound')))
}
for (const touch of ['pointerdown', 'keydown']) document.addEventListener(touch, wake, { once: true })

function tone(pitch, start, length) {
  const voice = context.createOscillator()
  const volume = context.createGain()
  voice.frequency.value = pitch
  volume.gain.setValueAtTime(0.0001, start)
  volume.gain.exponentialRampToValueAtTime(0.25, start + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.0001, start + length)
  voice.connect(volume).connect(context.destination)
  voice.start(start)
  voice.stop(start + length)
}

/** Sound once; `help` for a call of a person in danger. Silent while the browser blocks sound. */
export function sound(help) {
  if (blocked()) {
    // After a page of the same site was touched, the next one may sound at once.
    wake()
    return
  }
  const length = help ? 0.35 : 0.25
  let start = context.currentTime
  for (const pitch of help ? CALL : NOTICE) {
    tone(pitch, start, length)
    start += length
  }
}
