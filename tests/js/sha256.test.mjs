// The phone's own SHA-256, against the one of Node.js: around every border of blocks and pieces.

import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { sha256Of } from '../../command/field/static/field/lib/sha256.js'

// Without https the browser offers none, and the phone reckons itself.
Object.defineProperty(globalThis, 'crypto', { value: undefined })

const PIECE = 1024 * 1024
const SIZES = [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 57]

for (const size of SIZES) {
  test(`${size} bytes`, async () => {
    const bytes = randomBytes(size)
    const told = []
    const own = await sha256Of(new Blob([bytes]), (done) => told.push(done))
    assert.equal(own, createHash('sha256').update(bytes).digest('hex'))
    assert.equal(told.at(-1) ?? 0, size)
  })
}
