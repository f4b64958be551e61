// Three ways to play a live picture: WebRTC by WHEP, HLS by hls.js, HLS by the browser itself.
//
// `open(video, playback, lost, signal)` tries them in this order and returns `{kind, late(), renew()}`:
// `late()` is how many seconds the picture lags behind, or null; `renew(playback)` takes a new pass;
// `lost(why)` is called once when it ends by itself; aborting `signal` stops it, opened or still opening.
// It throws when nothing plays; the error's `why` is `silent`, `refused`, `ended` or `empty`, as the tile
// has words for it.

import Hls from '../../vendor/hls/hls.light.min.mjs';
import { serverNow } from '../time.js';

const FIRST_PICTURE = 8000 // milliseconds until the first picture, or it counts as none
const LIVE = { liveSyncDurationCount: 2, liveMaxLatencyDurationCount: 8, maxBufferLength: 12, backBufferLength: 4 }

const because = (why) => Object.assign(new Error(why), { why })
// What an answer of the media server means; none at all has no status.
const whyOf = (status) => (!status ? 'silent' : status === 404 ? 'ended' : status >= 400 ? 'refused' : 'empty')
const bearer = (token) => (token ? { Authorization: `Bearer ${token}` } : {})

function firstPicture(video, signal) {
  return new Promise((resolve, reject) => {
    const end = (done, value) => {
      clearTimeout(timer)
      video.removeEventListener('playing', good)
      signal.removeEventListener('abort', bad)
      done(value)
    }
    const good = () => end(resolve)
    const bad = () => end(reject, because(signal.reason?.why ?? 'empty'))
    const timer = setTimeout(bad, FIRST_PICTURE)
    video.addEventListener('playing', good)
    signal.addEventListener('abort', bad)
  })
}

async function openWhep(video, playback, lost, signal) {
  const peer = new RTCPeerConnection()
  const ended = new AbortController()
  let over = false
  let session = ''
  let measure
  const stop = () => {
    over = true
    clearInterval(measure)
    ended.abort()
    peer.close()
    video.srcObject = null
    if (session) fetch(session, { method: 'DELETE', headers: bearer(playback.token), keepalive: true }).catch(() => {})
  }
  signal.addEventListener('abort', stop, { once: true })
  try {
    // Pictures only: no sound is asked for.
    peer.addTransceiver('video', { direction: 'recvonly' })
    peer.ontrack = ({ track }) => {
      video.srcObject = new MediaStream([track])
      video.play().catch(() => {})
    }
    peer.onconnectionstatechange = () => {
      if (!['failed', 'disconnected', 'closed'].includes(peer.connectionState) || over) return
      ended.abort(because('empty'))
      lost('')
    }
    await peer.setLocalDescription(await peer.createOffer())
    await gathered(peer)
    const answer = await fetch(playback.whep, {
      method: 'POST', body: peer.localDescription.sdp, signal: AbortSignal.timeout(FIRST_PICTURE),
      headers: { 'Content-Type': 'application/sdp', ...bearer(playback.token) },
    }).catch(() => null) // biome-ignore format: one request
    if (!answer?.ok) throw because(whyOf(answer?.status))
    const place = answer.headers.get('Location')
    if (place) session = new URL(place, playback.whep).href
    const picture = firstPicture(video, ended.signal)
    await peer.setRemoteDescription({ type: 'answer', sdp: await answer.text() })
    await picture
  } catch (error) {
    stop()
    throw error
  }
  let late = null
  measure = setInterval(async () => {
    for (const one of (await peer.getStats()).values()) {
      if (one.type === 'inbound-rtp' && one.jitterBufferEmittedCount) late = one.jitterBufferDelay / one.jitterBufferEmittedCount
    }
  }, 2000)
  return { kind: 'webrtc', late: () => late, renew: () => {} }
}

// Candidates are sent with the offer; one second is enough inside a network of one's own.
function gathered(peer) {
  if (peer.iceGatheringState === 'complete') return Promise.resolve()
  return new Promise((resolve) => {
    setTimeout(resolve, 1000)
    peer.addEventListener('icegatheringstatechange', () => peer.iceGatheringState === 'complete' && resolve())
  })
}

async function openHls(video, playback, lost, signal) {
  let { token } = playback
  const ended = new AbortController()
  const player = new Hls({
    ...LIVE,
    // A worker would be started from a blob, which the security policy does not allow.
    enableWorker: false,
    xhrSetup: (request) => token && request.setRequestHeader('Authorization', `Bearer ${token}`),
  })
  let over = false
  player.on(Hls.Events.ERROR, (_, { fatal, type, response }) => {
    if (!fatal || over) return
    const why = type === Hls.ErrorTypes.NETWORK_ERROR ? whyOf(response?.code) : 'empty'
    ended.abort(because(why))
    lost(why)
  })
  player.on(Hls.Events.MANIFEST_PARSED, () => video.play().catch(() => {}))
  const stop = () => {
    if (over) return
    over = true
    ended.abort()
    player.destroy()
  }
  signal.addEventListener('abort', stop, { once: true })
  try {
    const picture = firstPicture(video, ended.signal)
    player.loadSource(playback.hls)
    player.attachMedia(video)
    await picture
  } catch (error) {
    stop()
    throw error
  }
  const late = () => {
    const said = player.playingDate ? (serverNow() - player.playingDate.getTime()) / 1000 : Number.NaN
    // A camera whose clock is wrong says nothing about its lag; the player's own reckoning does.
    const lag = said >= 0 && said < 600 ? said : player.latency
    return Number.isFinite(lag) ? lag : null
  }
  return { kind: 'hls', late, renew: (given) => { token = given.token } } // biome-ignore format: short
}

async function openNative(video, playback, lost, signal) {
  const ended = new AbortController()
  const fail = () => {
    ended.abort()
    lost('')
  }
  const stop = () => {
    video.removeEventListener('error', fail)
    ended.abort()
    video.removeAttribute('src')
    video.load()
  }
  video.addEventListener('error', fail)
  signal.addEventListener('abort', stop, { once: true })
  try {
    const picture = firstPicture(video, ended.signal)
    const url = new URL(playback.hls)
    // The browser's own player sends no headers.
    if (playback.token) url.searchParams.set('jwt', playback.token)
    video.src = url.href
    video.play().catch(() => {})
    await picture
  } catch (error) {
    stop()
    throw error
  }
  return { kind: 'hls', late: () => null, renew: () => {} }
}

/** Open a live picture in `video`. */
export async function open(video, playback, lost, signal) {
  signal.throwIfAborted()
  if (playback.whep && window.RTCPeerConnection) {
    try {
      return await openWhep(video, playback, lost, signal)
    } catch (error) {
      if (!playback.hls || signal.aborted) throw error
    }
  }
  if (!playback.hls) throw because('empty')
  return Hls.isSupported() ? openHls(video, playback, lost, signal) : openNative(video, playback, lost, signal)
}
