// live.js against a server made of paper: order, gaps, doubles, the watch, and dialling again.

import assert from 'node:assert/strict'
import { beforeEach, mock, test } from 'node:test'
import { Live } from '../../command/static/command/live.js'

/** A socket that the test opens, speaks through and closes. */
class Paper {
  readyState = 0
  sent = []
  constructor() {
    sockets.push(this)
  }
  send(text) {
    this.sent.push(JSON.parse(text))
  }
  close() {
    this.readyState = 3
  }
  accept() {
    this.readyState = 1
    this.onopen()
  }
  say(message) {
    this.onmessage({ data: JSON.stringify(message) })
  }
  drop(code = 1006) {
    this.readyState = 3
    this.onclose({ code })
  }
}

let sockets = []
let live
let heard

const entry = (seq, changed = {}, room = 'joint') => ({ is: 'entry', room, seq, changed })
const last = () => sockets.at(-1)
const asked = (socket = last()) => socket.sent.filter((message) => message.do !== 'ping')
const turn = () => new Promise((done) => queueMicrotask(done))
const seqs = () => heard.entry.map(({ seq }) => seq)

beforeEach(() => {
  mock.timers.reset()
  mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: 1_000_000 })
  mock.method(Math, 'random', () => 0.5)
  sockets = []
  heard = { entry: [], changed: [], status: [], caughtup: [], evicted: [], reset: [], positions: [] }
  live = new Live('/live/', () => new Paper())
  for (const name of Object.keys(heard)) {
    live.addEventListener(name, ({ detail }) => heard[name].push(detail))
  }
})

async function opened(start = {}) {
  live.followAll(start)
  live.connect()
  last().accept()
  last().say({ is: 'joined', rooms: start })
  last().say({ is: 'live' })
  await turn()
}

test('joins of one turn go out as one message', async () => {
  live.join('joint', 3)
  live.join('city.150200', 0)
  live.connect()
  last().accept()
  await turn()
  assert.deepEqual(asked(), [{ do: 'join', rooms: { joint: 3, 'city.150200': 0 } }])
})

test('an entry is applied once and in order', async () => {
  await opened({ joint: 0 })
  for (const seq of [1, 1, 2, 1, 2]) last().say(entry(seq, { 'note.1': { seq } }))
  assert.deepEqual(seqs(), [1, 2])
  assert.deepEqual(live.state.get('note.1'), { seq: 2 })
  last().say(entry(3, { 'note.1': null }))
  assert.equal(live.state.has('note.1'), false)
  assert.deepEqual(heard.changed.at(-1), { ref: 'note.1', view: null })
})

test('a gap is asked for once and nothing after it is applied before it is filled', async () => {
  await opened({ joint: 0 })
  last().say(entry(1))
  last().say(entry(4))
  last().say(entry(5))
  await turn()
  assert.deepEqual(asked().slice(1), [{ do: 'join', rooms: { joint: 1 } }])
  assert.deepEqual(seqs(), [1])
  for (const seq of [2, 3, 4, 5]) last().say(entry(seq))
  assert.deepEqual(seqs(), [1, 2, 3, 4, 5])
})

test('a head beyond the cursor is a loss and is asked for', async () => {
  await opened({ joint: 2 })
  last().say({ is: 'pulse', at: 1_000_500, heads: { joint: 3, elsewhere: 9 } })
  await turn()
  assert.deepEqual(asked().at(-1), { do: 'join', rooms: { joint: 2 } })
  last().say(entry(3))
  last().say({ is: 'pulse', at: 1_000_500, heads: { joint: 3 } })
  await turn()
  assert.equal(asked().length, 2)
})

test('a room that opens while all is followed is heard from its first entry', async () => {
  await opened({ joint: 0 })
  last().say(entry(1, {}, 'incident.new'))
  assert.equal(live.cursor('incident.new'), 1)
})

test('an entry of a room that is not followed is not applied', async () => {
  live.join('joint', 0)
  live.connect()
  last().accept()
  last().say(entry(1, { 'note.1': {} }, 'elsewhere'))
  assert.equal(live.state.size, 0)
})

test('after a loss it dials again, goes on from its cursors and counts what it missed', async () => {
  await opened({ joint: 7 })
  last().say(entry(8))
  last().drop()
  assert.equal(live.status.state, 'reconnecting')
  assert.deepEqual([live.status.attempt, live.status.nextIn], [1, 500])
  mock.timers.tick(500)
  assert.equal(sockets.length, 2)
  last().accept()
  assert.deepEqual(asked()[0], { do: 'follow', scope: 'all', since: { joint: 8 } })
  for (const seq of [9, 10, 11]) last().say(entry(seq))
  last().say({ is: 'joined', rooms: { joint: 11 } })
  last().say({ is: 'live' })
  assert.deepEqual(heard.caughtup, [{ count: 3 }])
  assert.deepEqual([live.status.state, live.status.attempt], ['live', 0])
  assert.deepEqual(seqs(), [8, 9, 10, 11])
})

test('it waits longer after every failure, thirty seconds at most', async () => {
  await opened()
  const waits = []
  for (let n = 0; n < 8; n += 1) {
    last().drop()
    waits.push(live.status.nextIn * 2)
    mock.timers.tick(live.status.nextIn)
  }
  assert.deepEqual(waits, [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
})

test('silence is shown within five seconds and ended after twelve', async () => {
  await opened()
  mock.timers.tick(4000)
  assert.equal(live.status.state, 'live')
  assert.equal(last().sent.at(-1).do, 'ping')
  mock.timers.tick(1000)
  assert.equal(live.status.state, 'late')
  assert.equal(live.status.since, 1_000_000)
  mock.timers.tick(7500)
  assert.equal(live.status.state, 'reconnecting')
  assert.equal(sockets[0].readyState, 3)
})

test('a word in time makes a late line live again', async () => {
  await opened()
  mock.timers.tick(5000)
  assert.equal(live.status.state, 'late')
  last().say({ is: 'pulse', at: 1, heads: {} })
  assert.deepEqual([live.status.state, live.status.since], ['live', null])
})

test('whoever is signed out is not dialled for again', async () => {
  await opened()
  last().drop(4401)
  mock.timers.tick(120_000)
  assert.equal(live.status.state, 'signedout')
  assert.equal(sockets.length, 1)
})

test('the clock of the server and the latency come from an answered ping', async () => {
  await opened()
  mock.timers.tick(200)
  last().say({ is: 'pong', at: 1_005_100 })
  assert.equal(live.status.latency, 200)
  assert.equal(live.serverOffset, 5000)
})

test('what was evicted is forgotten and not asked for again', async () => {
  await opened({ joint: 0, 'incident.1': 0 })
  last().say(entry(1, { 'incident.1': { title: 'x' } }, 'incident.1'))
  last().say(entry(1, { 'note.1': {} }))
  last().say({ is: 'evicted', room: 'incident.1', code: 'not_permitted' })
  assert.deepEqual(heard.evicted[0].refs, ['incident.1'])
  assert.deepEqual([...live.state.keys()], ['note.1'])
  last().drop()
  mock.timers.tick(500)
  last().accept()
  assert.deepEqual(asked()[0].since, { joint: 1 })
})

test('a journal behind ours is another journal', async () => {
  await opened({ joint: 0 })
  last().say({ is: 'joined', rooms: { joint: 0 } })
  assert.deepEqual(heard.reset, [])
  last().say(entry(1))
  last().say({ is: 'joined', rooms: { joint: 0 } })
  assert.deepEqual(heard.reset, [{ room: 'joint' }])
})

test('the view is asked for again after a loss', async () => {
  await opened()
  live.view([1, 2, 3, 4])
  last().drop()
  mock.timers.tick(500)
  last().accept()
  assert.deepEqual(asked()[1], { do: 'view', bbox: [1, 2, 3, 4] })
  last().say({ is: 'positions', at: 5, units: [['t', 2, 1, null, 5, 'standby']] })
  assert.equal(heard.positions[0].units.length, 1)
})

test('a socket that was given up says nothing more', async () => {
  await opened({ joint: 0 })
  const old = last()
  mock.timers.tick(13_000)
  mock.timers.tick(1000)
  old.say(entry(1))
  assert.deepEqual(seqs(), [])
})
