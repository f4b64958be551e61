// The part of an incident's room that shows its forces: ages of positions, times left, and its questions.

import '../until.js';
import { refresh } from '../panels.js';
import './seen.js';

document.addEventListener('jc:decided', () => refresh('part'))
