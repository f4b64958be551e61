// SHA-256 of a file of any size, read in pieces: a phone must never hold a whole video in memory.

const PIECE = 1024 * 1024; // bytes read at once
const SMALL = 16 * PIECE; // up to here the browser’s own is used, which wants all of it at once
const BLOCK = 64;

const K = new Uint32Array(64);
const START = new Uint32Array(8);

// The constants are the fractions of the roots of the first primes.
for (let n = 2, found = 0; found < 64; n += 1) {
  if (!Array.from({ length: n - 2 }, (_, at) => at + 2).every((d) => n % d)) continue;
  K[found] = (n ** (1 / 3) % 1) * 2 ** 32;
  if (found < 8) START[found] = (n ** 0.5 % 1) * 2 ** 32;
  found += 1;
}

/** SHA-256 in hexadecimal. @param {Blob} blob @param {(done: number) => void} [tell] bytes read */
export async function sha256Of(blob, tell = () => {}) {
  // Without https a browser has no cryptography of its own.
  if (blob.size <= SMALL && globalThis.crypto?.subtle) {
    return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())));
  }
  const sum = new Sum();
  for (let at = 0; at < blob.size; at += PIECE) {
    sum.take(new Uint8Array(await blob.slice(at, at + PIECE).arrayBuffer()));
    tell(Math.min(at + PIECE, blob.size));
  }
  return hex(sum.end());
}

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

class Sum {
  #state = START.slice();
  #rest = new Uint8Array(BLOCK);
  #held = 0;
  #size = 0;
  #words = new Uint32Array(64);

  take(bytes) {
    this.#size += bytes.length;
    let at = 0;
    if (this.#held) {
      at = Math.min(BLOCK - this.#held, bytes.length);
      this.#rest.set(bytes.subarray(0, at), this.#held);
      this.#held += at;
      if (this.#held < BLOCK) return;
      this.#mix(new DataView(this.#rest.buffer), 0);
      this.#held = 0;
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (; at + BLOCK <= bytes.length; at += BLOCK) this.#mix(view, at);
    this.#rest.set(bytes.subarray(at));
    this.#held = bytes.length - at;
  }

  end() {
    const bits = this.#size * 8;
    const last = new Uint8Array(((this.#held + 8) >> 6) * BLOCK + BLOCK - this.#held);
    last[0] = 0x80;
    const view = new DataView(last.buffer);
    view.setUint32(last.length - 8, Math.floor(bits / 2 ** 32));
    view.setUint32(last.length - 4, bits >>> 0);
    this.take(last);
    const out = new DataView(new ArrayBuffer(32));
    for (const [at, word] of this.#state.entries()) out.setUint32(at * 4, word);
    return new Uint8Array(out.buffer);
  }

  #mix(view, from) {
    const w = this.#words;
    for (let i = 0; i < 16; i += 1) w[i] = view.getUint32(from + i * 4);
    for (let i = 16; i < 64; i += 1) {
      const x = w[i - 15];
      const y = w[i - 2];
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
    }
    let [a, b, c, d, e, f, g, h] = this.#state;
    for (let i = 0; i < 64; i += 1) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const one = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((word, at) => {
      this.#state[at] += word;
    });
  }
}
