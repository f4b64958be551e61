// A large file in pieces, by the tus protocol; goes on where it stopped.

import { TOO_LARGE, notice, token } from './session.js';

const ENDPOINT = '/media/uploads/';
const KB = 1024;
const SMALL = 64 * KB; // a piece on a bad line: what a lost answer costs
const USUAL = 256 * KB;
const LARGE = 1024 * KB;
const PIECE_S = 8; // seconds that a piece may take
const PURPOSES = { original: 'image', voice: 'voice', call_voice: 'call_voice', attachment: 'attachment' };
const TOLD_EVERY_MS = 500;
const SECOND = 1000;

let pace = 0; // bytes a second of the last piece; 0 while nothing is known

/** How large a piece is on the present line: as it was measured, else as the phone guesses. */
function piece() {
  if (pace) return Math.round(Math.min(Math.max(pace * PIECE_S, SMALL), LARGE));
  return /2g$/.test(navigator.connection?.effectiveType ?? '') ? SMALL : USUAL;
}

/** The client's memory of uploads: the file itself remembers its address. */
const memory = (file, url) => ({
  findAllUploads: async () => [],
  findUploadsByFingerprint: async () => (file.url ? [{ uploadUrl: file.url, urlStorageKey: file.key, metadata: {}, size: file.size }] : []),
  removeUpload: () => url(''),
  addUpload: async (_fingerprint, upload) => {
    // Only this server's: what something on the way named would be asked for ever.
    if (new URL(upload.uploadUrl, location.href).origin === location.origin) await url(upload.uploadUrl);
    return file.key;
  },
});

/**
 * Send a file, or the rest of it.
 * @param {object} file @param {{halted: () => boolean, hear: Function, url: Function, progress: Function}} to
 * @returns {Promise<{done?: boolean, halted?: boolean, url?: string, answer?: object | null}>}
 */
export async function resumed(file, { halted, hear, url, progress }) {
  await import('/static/vendor/tus/tus.min.js');
  const csrf = await token();
  return new Promise((resolve) => {
    let told = 0;
    let begun = performance.now();
    const upload = new window.tus.Upload(file.blob, {
      endpoint: ENDPOINT,
      chunkSize: piece(),
      retryDelays: null, // the sender pauses and comes back
      fingerprint: async () => file.key,
      urlStorage: memory(file, url),
      metadata: metadata(file),
      headers: { 'X-CSRFToken': csrf, Accept: 'application/json' },
      onProgress(sent) {
        if (Date.now() - told < TOLD_EVERY_MS) return;
        told = Date.now();
        progress(sent);
      },
      onChunkComplete(size) {
        pace = (size * SECOND) / Math.max(performance.now() - begun, 1);
        begun = performance.now();
        upload.options.chunkSize = piece();
      },
      onSuccess: () => end({ done: true, url: upload.url }),
      onError: (error) => end({ answer: answered(error) }),
    });
    // Something more urgent was saved: the line is for that now.
    const deaf = hear(() => halted() && upload.abort().then(() => end({ halted: true })));
    function end(how) {
      deaf();
      resolve(how);
    }
    upload.findPreviousUploads().then((known) => {
      if (known.length) upload.resumeFromPreviousUpload(known[0]);
      upload.start();
    });
  });
}

function metadata({ role, subject, sha256, key, type }) {
  return {
    purpose: PURPOSES[role] ?? 'attachment', subject, sha256, filetype: type,
    filename: key.replace('/', '-'),
  };
}

/** What the server said when an upload failed; null when it said nothing. */
function answered(error) {
  const said = error.originalResponse;
  if (!said) return null;
  const status = said.getStatus();
  // A limit on the way takes smaller pieces, if any.
  if (status === TOO_LARGE) pace = 1;
  try {
    const body = JSON.parse(said.getBody());
    if (status === 401 && body?.error) notice(true);
    return { status, body };
  } catch {
    return { status, body: null };
  }
}
