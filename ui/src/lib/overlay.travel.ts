import { WEATHERS } from './contract.travel';
import type { Act } from './overlay';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What somebody keeps who has said nothing, as the server has it. */
const USUAL = ['meal', 'buka'];

/** What is told of the weather and of pauses shows at once, also without signal. */
export const TRAVEL_ACTS: Record<string, Act> = {
  'travel.set_weather': (on, said, _, at) => {
    const [village, day] = [text(said.body['village']), text(said.body['day'])];
    const kind = WEATHERS.find((one) => one === said.body['kind']) ?? 'dry';
    const was = on.where('travel_weather', (row) => row.village === village && row.day === day)[0];
    // How much longer ways take the server says.
    on.put('travel_weather', {
      id: was?.id ?? `weather ${village} ${day}`,
      village,
      day,
      kind,
      at,
      factor: 100,
    });
  },
  'travel.set_pauses': (on, said) => {
    const worker = text(said.body['worker']);
    const was = on.get('travel_habit', worker);
    on.put('travel_habit', {
      ...(was ?? { night: false }),
      id: worker,
      keeps: Array.isArray(said.body['keeps']) ? said.body['keeps'].map(text) : [],
    });
  },
  'travel.set_night': (on, said, self, at) => {
    const worker = text(said.body['worker']);
    const was = on.get('travel_habit', worker);
    const night_said = self.worker === worker ? 'self' : 'told';
    on.put('travel_habit', {
      ...(was ?? { keeps: USUAL }),
      id: worker,
      night: said.body['agrees'] === true,
      night_said,
      night_at: at,
    });
  },
};
