// The promise board: everybody reads it, prints it; the head reads the same figures at the desk and writes the maklumat.
import assert from 'node:assert/strict';
import { newId } from '../house.mjs';
import { DESK, PHONE, look, noKeys, signIn, someone, words } from '../people.mjs';

export async function the_board_for_everybody(stage) {
  const page = await someone(stage, PHONE);
  await page.goto(stage.house.address + '/kebakkramat1/janji');
  await noKeys(page, 'board');
  await page.getByText(words('page.board.say_none_mark')).first().waitFor();
  await look(stage, page, 'chips-board-empty-360');
  const desk = await stage.house.as('pengatur');
  for (const name of ['Kasan', 'Ijah', 'Darmo', 'Tukinem', 'Sarip']) {
    await desk.must('need.request', {
      case: newId(),
      kind: 'visit_request',
      door: 'phone',
      patient: { name },
    });
  }
  await page.reload();
  await look(stage, page, 'chips-board-360');
  const text = await page.locator('main').innerText();
  assert.match(text, /\b5\b/);
  assert.ok(!text.includes('Kasan'), 'the board names nobody');
  const paper = await page.request.get(stage.house.address + '/kebakkramat1/janji.pdf');
  assert.equal(paper.headers()['content-type'], 'application/pdf');

  const head = await signIn(stage, 'kepala', DESK);
  await head.goto(stage.house.address + '/#/board');
  await head.getByText(words('board.maklumat_none')).waitFor();
  await look(stage, head, 'chips-board-desk-1366');
  await noKeys(head, 'board at the desk');
  const own = await head.locator('main.page').innerText();
  assert.match(own, /\b5\b/, 'the desk reads what everybody reads');
}
