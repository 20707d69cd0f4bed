import { expect, test } from 'vitest';
import { changes, paragraphsOf, type Settings, withPage } from './words';

const now: Settings = {
  pages: {
    why: { id: { title: 'Mengapa', paragraphs: ['satu'] }, jv: { title: 'Kenapa', paragraphs: ['siji'] } },
  },
  forms: ['visit'],
};

test('a page is typed line by line', () => {
  expect(paragraphsOf(' satu \n\n- dua\n• tiga\n*empat\n-\n')).toEqual([
    'satu',
    '- dua',
    '- tiga',
    '- empat',
  ]);
});

test('one page in one language changes, all others stay', () => {
  const text = { title: 'Kenek', paragraphs: ['siji', 'loro'] };
  const then = withPage(now, 'why', 'jv', text);
  expect(then.forms).toEqual(['visit']);
  expect(changes(now, then, ['why', 'keep'], ['id', 'jv', 'osi'])).toEqual([
    { code: 'why', lang: 'jv', text },
  ]);
  expect(now.pages.why?.jv?.title).toBe('Kenapa');
});

test('a translation without words goes', () => {
  const then = withPage(now, 'why', 'jv', { title: '', paragraphs: [] });
  expect(changes(now, then, ['why'], ['id', 'jv'])).toEqual([{ code: 'why', lang: 'jv', text: null }]);
});
