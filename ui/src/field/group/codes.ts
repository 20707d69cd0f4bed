// The codes of the support groups in the order of their lists; their words stand in the catalogue.
/** supportgroup.kin.<code> */
export const KIN = ['mother', 'grandmother', 'father', 'other'];
/** supportgroup.topic.<code> */
export const TOPICS = [
  ...[
    'pregnancy',
    'birth',
    'first_hour',
    'exclusive',
    'position',
    'low_supply',
    'sore_nipple',
    'engorgement',
  ],
  ...[
    'crying',
    'back_to_work',
    'expressing',
    'family_support',
    'formula',
    'early_food',
    'growth',
    'mother_ill',
  ],
  ...['twins', 'complementary', 'other'],
];
/** supportgroup.question.<code> */
export const QUESTIONS = ['first_milk', 'water', 'more_often', 'work', 'fever'];
/** supportgroup.way.<code> */
export const WAYS = ['in_person', 'phone', 'link'];
/** supportgroup.why.<code>: a no, or a going. */
export const WHYS = ['no_time', 'family', 'work', 'too_far', 'other_help', 'not_interested', 'other'];
/** supportgroup.cancel.<code> */
export const CANCEL_WHYS = ['weather', 'nobody_can', 'mourning', 'holiday', 'other'];
/** app.group.given_<code> */
export const GIVEN = ['formula', 'water', 'honey', 'banana', 'porridge', 'other'];
/** app.group.giver_<code> */
export const GIVERS = [
  ...['mother', 'father', 'grandmother', 'relative', 'neighbour', 'health_worker', 'clinic', 'other'],
];
/** app.group.reason_<code>, and app.group.help_<code> */
export const REASONS = [
  ...['not_enough_milk', 'latch', 'sore_nipple', 'engorged', 'crying', 'back_to_work', 'relatives', 'clinic'],
  ...['early_food', 'growth_doubt', 'mother_ill', 'mother_medicine', 'twins_low_weight', 'teething'],
  ...['mother_away', 'other'],
];
/** experience.problem.<code> */
export const PROBLEMS = [
  ...['not_enough_milk', 'latch', 'sore_nipple', 'engorged', 'crying', 'back_to_work', 'relatives'],
  ...['clinic', 'early_food', 'growth_doubt', 'mother_ill', 'twins_low_weight', 'teething', 'other'],
];
/** The problem a reason is one of. */
export const PROBLEM_OF: Record<string, string> = {
  mother_medicine: 'mother_ill',
  mother_away: 'back_to_work',
};
