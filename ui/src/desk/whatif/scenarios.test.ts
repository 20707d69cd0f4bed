import { expect, test } from 'vitest';
import { choices, moved, told, type Rates } from './scenarios';

const couriers = {
  crew: { workers: 3, vehicles: 2 },
  standing: { promise: 120, per_courier: 5 },
  calls: [],
  villages: [{ name: 'Waru', at: { lat: -7.5, lon: 110.9 } }],
} as unknown as Rates;
const team = {
  crew: { workers: 1, vehicles: 1 },
  calls: [
    { rice: 0, promise: 120 },
    { rice: 5000, promise: 240 },
  ],
  villages: [],
} as unknown as Rates;

test('what is there now comes first and changes nothing', () => {
  expect(Object.keys(choices(couriers)[0]!.scenario)).toEqual(['name']);
});

test('only what can be changed is offered', () => {
  const keys = (rates: Rates) => choices(rates).map((one) => one.key);
  expect(keys(couriers)).toEqual([
    'now',
    'less',
    'more',
    'more2',
    'vehicle',
    'ceiling',
    'promise',
    'rain',
    'demand',
  ]);
  expect(keys(team)).toEqual(['now', 'more', 'more2', 'promise', 'rain', 'demand']);
});

test('a promise is shortened by what people would call shorter', () => {
  const promise = (rates: Rates) => choices(rates).find((one) => one.key === 'promise')!.scenario.promise;
  expect(promise(couriers)).toBe(90);
  expect(promise(team)).toBe(180);
});

test('a base moves to a village that is there, and nowhere else', () => {
  expect(moved(couriers, 'Waru')[0]!.scenario.base).toEqual({ lat: -7.5, lon: 110.9 });
  expect(moved(couriers, 'Nowhere')).toEqual([]);
});

test('a group is not told what it has none of', () => {
  expect(told(couriers, 'rice')).toBe(false);
  expect(told(team, 'waiting')).toBe(false);
  expect(told(team, 'kept')).toBe(true);
});
