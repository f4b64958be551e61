// The small picture that goes first: at most 1600 pixels and 160 KB, made on the phone.

const LONGEST = 1600; // pixels
const LIMIT = 160 * 1024; // bytes; the server takes no more
const QUALITIES = [0.82, 0.7, 0.58, 0.46, 0.34];
const SMALLER = 0.75; // when no quality is enough
const LEAST = 320; // pixels
const POSTER_AT_S = 0.5; // the first frames of a video are often black
const PATIENCE_MS = 8000;
const TYPE = 'image/jpeg';

/**
 * Make the small picture of a photo or of a video.
 * @param {Blob} file
 * @returns {Promise<Blob | null>} null for what this browser cannot decode: it is sent all the same
 */
export async function previewOf(file) {
  try {
    const picture = isVideo(file) ? await frameOf(file) : await decoded(file);
    try {
      return await squeezed(picture);
    } finally {
      picture.close?.();
    }
  } catch {
    return null;
  }
}

/** Whether it moves; some phones give no type, but a name. @param {File | Blob} file */
export const isVideo = (file) =>
  file.type.startsWith('video/') || (!file.type && /\.(mp4|m4v|mov|webm|3gp)$/i.test(file.name ?? ''));

async function decoded(file) {
  // The camera says in the file which way is up.
  if (globalThis.createImageBitmap) {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
    if (bitmap) return bitmap;
  }
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await within(image.decode());
    return image;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** One frame of a video, drawn. */
async function frameOf(file) {
  const url = URL.createObjectURL(file);
  const video = document.createElement('video');
  try {
    Object.assign(video, { muted: true, playsInline: true, preload: 'auto', src: url });
    await within(happens(video, 'loadeddata'));
    if (video.duration > 0) {
      const seeked = happens(video, 'seeked');
      video.currentTime = Number.isFinite(video.duration) ? Math.min(POSTER_AT_S, video.duration / 2) : 0;
      await within(seeked);
    }
    const canvas = canvasOf(video.videoWidth, video.videoHeight);
    canvas.getContext('2d').drawImage(video, 0, 0);
    return canvas;
  } finally {
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(url);
  }
}

/** Draw it smaller, with less and less quality, until it is small enough. */
async function squeezed(picture) {
  const [wide, high] = [picture.naturalWidth || picture.width, picture.naturalHeight || picture.height];
  for (let longest = Math.min(LONGEST, Math.max(wide, high)); longest >= Math.min(LEAST, wide, high); longest *= SMALLER) {
    const scale = Math.min(1, longest / Math.max(wide, high));
    const canvas = canvasOf(Math.max(1, Math.round(wide * scale)), Math.max(1, Math.round(high * scale)));
    const pen = canvas.getContext('2d', { alpha: false });
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    for (const quality of QUALITIES) {
      const blob = await written(canvas, quality);
      if (blob && blob.type === TYPE && blob.size <= LIMIT) return blob;
    }
  }
  return null;
}

function canvasOf(width, height) {
  if (globalThis.OffscreenCanvas) return new OffscreenCanvas(width, height);
  return Object.assign(document.createElement('canvas'), { width, height });
}

function written(canvas, quality) {
  if (canvas.convertToBlob) return canvas.convertToBlob({ type: TYPE, quality });
  return new Promise((resolve) => canvas.toBlob(resolve, TYPE, quality));
}

function happens(target, event) {
  return new Promise((resolve, reject) => {
    target.addEventListener(event, resolve, { once: true });
    target.addEventListener('error', () => reject(target.error ?? new Error(event)), { once: true });
  });
}

function within(promise) {
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE_MS, new Error('too late')));
  return Promise.race([promise, late]);
}
