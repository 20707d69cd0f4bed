// A mark of the map of care in words, the same in the list, on the card and on paper.
import { t } from '../../lib/text';
import type { Mark } from './care';

export function wordsOf(mark: Mark): string {
  if (mark.layer === 'findings')
    return [
      t('caremap.kind_' + mark.kind),
      t('caremap.found_since', { n: mark.days }),
      mark.overdue ? t('caremap.overdue') : '',
      mark.at ? '' : t('caremap.unplaced'),
    ]
      .filter(Boolean)
      .join(', ');
  if (mark.layer === 'posts')
    return [
      t('caremap.responders', { n: mark.figure }),
      ...mark.want.map((want) => t('caremap.want_' + want)),
      mark.at ? '' : t('caremap.unplaced'),
    ]
      .filter(Boolean)
      .join(', ');
  return [
    mark.names.length > 0 ? mark.code : '',
    mark.groups.map((group) => t('caremap.group_' + group)).join(', '),
    mark.days < 0 ? t('caremap.never') : t('caremap.since', { n: mark.days }),
    mark.at ? '' : t('caremap.unplaced'),
  ]
    .filter(Boolean)
    .join(', ');
}
