// The fingerprint of a file, by which the server knows that every byte arrived.

/** SHA-256 in hexadecimal. @param {Blob} blob */
export async function hashOf(blob) {
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
