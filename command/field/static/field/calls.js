// Whom to call: the duty telephones and the contacts kept on the phone.

import { known } from './now.js';
import { part, put, rows, say, sheet, worded } from './ui.js';

/** Show the numbers; each is one tap. */
export function open() {
  const { state } = known();
  const dialog = sheet('call');
  const all = [...(state?.hotline ?? []), ...(state?.contacts ?? [])].filter((one) => one.phone);
  part(dialog, 'call-none').hidden = all.length > 0;
  rows(part(dialog, 'call'), 'row-call', all, (row, one) => {
    row.href = `tel:${one.phone.replaceAll(/[^\d+]/g, '')}`;
    put(row.querySelector('b'), worded(one, 'name'));
    put(row.querySelector('small'), one.role ? say(`team_${one.role}`) : '', true);
    put(row.querySelector('em'), one.phone);
  });
}
