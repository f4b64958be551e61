// Pictures for a task, in pieces through the room of uploads, by the tus protocol. A browser that
// cannot take a SHA-256 (no https) leaves them to the form.

const POLL_MS = 700
const POLLS = 60
const PIECE = 1024 * 1024
const token = document.querySelector('meta[name="csrf-token"]')?.content ?? ''
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** Whether files can be sent in pieces from here. */
export const able = () => Boolean(window.crypto?.subtle)

/** Send what the form holds; returns what was refused, in words, or null. */
export async function sendAll(form) {
  const files = [...form.elements.file.files]
  if (!files.length) return form.dataset.none
  await import('/static/vendor/tus/tus.min.js');
  const list = form.querySelector('[data-sent]')
  list.replaceChildren()
  const lines = files.map((file) => {
    const line = list.appendChild(document.createElement('li'))
    line.append(document.createElement('b'), document.createElement('span'))
    line.firstChild.textContent = file.name
    return line.lastChild
  })
  const refused = []
  for (const [at, file] of files.entries()) {
    const said = await one(form, file, (text) => { lines[at].textContent = text })
    lines[at].parentElement.toggleAttribute('data-refused', Boolean(said))
    if (!said) continue
    lines[at].textContent = said
    refused.push(files.length > 1 ? `${file.name}: ${said}` : said)
  }
  return refused.length ? refused.join(' ') : null
}

async function one(form, file, tell) {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  const sha256 = [...new Uint8Array(digest)].map((b) => b.toString(16).padStart(2, '0')).join('')
  const { pictures: subject, purpose, uploads: endpoint } = form.dataset
  const sent = await new Promise((resolve) => {
    const upload = new window.tus.Upload(file, {
      endpoint,
      chunkSize: PIECE,
      retryDelays: [500, 1500, 4000],
      storeFingerprintForResuming: false,
      metadata: { purpose, subject, sha256, filetype: file.type, filename: file.name },
      headers: { 'X-CSRFToken': token, Accept: 'application/json' },
      onProgress: (done, of) => tell(form.dataset.sending.replace('{n}', Math.round((100 * done) / of))),
      onSuccess: () => resolve({ url: upload.url }),
      onError: (error) => resolve({ refused: saidBy(error) ?? form.dataset.broken }),
    })
    upload.start()
  })
  if (sent.refused) return sent.refused
  tell(form.dataset.examining)
  for (let n = 0; n < POLLS; n++) {
    const answer = await fetch(sent.url, { headers: { 'Tus-Resumable': '1.0.0' } }).catch(() => null)
    const said = answer?.ok ? await answer.json() : null
    if (said?.state === 'kept') return tell(form.dataset.kept)
    if (said?.state === 'refused') return said.reason
    await wait(POLL_MS)
  }
  tell(form.dataset.later)
}

function saidBy(error) {
  try {
    return JSON.parse(error.originalResponse.getBody()).error.message
  } catch {
    return null
  }
}
