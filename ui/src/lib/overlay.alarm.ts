import type { AlarmPost } from './contract.alarm';
import type { Envelope } from './contract';
import type { Act } from './overlay';
import type { Tables } from './tables';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

function change(on: Tables, said: Envelope, told: (was: AlarmPost) => Partial<AlarmPost>): void {
  const was = on.get('alarm_post', text(said.body['post']));
  if (was) on.put('alarm_post', { ...was, ...told(was) });
}

/** What this phone has said of a kenthongan; when its next test is due the server reckons. */
export const ALARM_ACTS: Record<string, Act> = {
  'alarm.test': (on, said) =>
    change(on, said, (was) => {
      const struck = said.body['struck'] === true;
      const wants = was.wants.filter((w) => w !== 'unheard' && w !== 'cannot_strike');
      if (!struck) return { can_strike: false, wants: [...wants, 'cannot_strike'] };
      const heard = list(said.body['heard_by']);
      return {
        can_strike: true,
        tested_on: text(said.body['on']),
        test_due: '9999-12-31',
        heard_by: heard,
        wants: heard.length ? wants : [...wants, 'unheard'],
      };
    }),
  'alarm.strike': (on, said) =>
    change(on, said, (was) => {
      const able = said.body['able'] === true;
      const wants = was.wants.filter((w) => w !== 'cannot_strike');
      return { can_strike: able, wants: able ? wants : [...wants, 'cannot_strike'] };
    }),
  'alarm.remove': (on, said) => change(on, said, () => ({ state: 'removed', wants: [] })),
  'alarm.leave': (on, said) =>
    change(on, said, (was) => ({
      responders: was.responders.filter((r) => r.id !== text(said.body['responder'])),
    })),
  'alarm.answer': (on, said, _self, at) => {
    const call = on.get('alarm_call', text(said.body['call']));
    const answer = text(said.body['answer']);
    if (!call || (answer !== 'going' && answer !== 'cannot' && answer !== 'no_answer')) return;
    on.put('alarm_call', { ...call, state: answer, answered_at: at });
    const alarm = on.get('alarm', call.case);
    if (alarm && answer === 'going' && alarm.state !== 'over')
      on.put('alarm', { ...alarm, state: 'answered', going: call.id, going_name: call.responder_name });
  },
};
