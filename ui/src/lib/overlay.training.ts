import type { Act } from './overlay';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

export const TRAINING_ACTS: Record<string, Act> = {
  'training.attend': (on, { body }, _, at) => {
    const session = on.get('training_session', text(body['session']));
    if (!session) return;
    const placed = on.where('training_place', (p) => p.session === session.id);
    on.put('training_session', { ...session, state: 'held' });
    for (const worker of list(body['present'])) {
      const was = placed.find((p) => p.worker === worker);
      on.put('training_place', {
        id: was?.id ?? `${session.id}/${worker}`,
        session: session.id,
        worker,
        worker_name: was?.worker_name ?? on.get('worker', worker)?.name ?? '',
        course: session.course,
        on: session.on,
        invited: was?.invited ?? false,
        attended_at: at,
        how: text(body['how']),
      });
    }
    for (const worker of list(body['absent'])) {
      const was = placed.find((p) => p.worker === worker);
      if (was) on.put('training_place', { ...was, attended_at: null, how: '' });
    }
  },
  'training.read': (on, { body }, self, at) => {
    const [course, module, worker] = [text(body['course']), text(body['module']), self.worker ?? ''];
    const id = `${worker}/${course}/${module}`;
    on.put('training_progress', { id, worker, course, module, at });
  },
};
