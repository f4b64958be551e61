// The part of an incident's room that shows its forces: ages of positions, times left, and its questions.

import '../until.js';
import { on } from '../keys.js';
import { refresh } from '../panels.js';
import './seen.js';

document.addEventListener('jc:decided', () => refresh('part'))
// The way to it comes and goes with what is there: it is looked for when the key is pressed.
on('o', () => {
  const release = document.querySelector('a[data-release]')
  if (!release) return false
  release.click()
})
