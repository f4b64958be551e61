// The page of a call for help: where the caller is, and what changes.

import './map/map.js';
import { refresh } from './panels.js';

const map = document.querySelector('jc-map');
const flag = document.querySelector('[data-call-flag]');

map.setAlarm(flag);
if (flag.dataset.lat) map.show(Number(flag.dataset.lat), Number(flag.dataset.lon));
// The bar hears of every call; whatever it hears may be about this one.
document.addEventListener('jc:drawn', ({ detail }) => detail === 'alarm' && refresh('help-log'));
document.addEventListener('jc:locate', ({ detail }) => map.show(detail.lat, detail.lon));
