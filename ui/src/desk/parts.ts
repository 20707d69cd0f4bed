import type { Component } from 'svelte';
import type { Id, Role } from '../lib/contract';
import { day } from '../lib/format';
import type { IconName } from '../lib/icons';
import { comesAlong } from '../lib/massage-company';
import type { Tables } from '../lib/tables';
import { world } from '../lib/world.svelte';
import Register from '../register/Register.svelte';
import Tasks from '../register/Tasks.svelte';
import Approvals from './Approvals.svelte';
import Audit from './Audit.svelte';
import Couriers from './Couriers.svelte';
import Mothers from './Mothers.svelte';
import Queue from './Queue.svelte';
import Writing from './Writing.svelte';

/** The groups of the menu, in its order: catalogue keys app.nav.group_<group>. */
export const GROUPS = ['today', 'care', 'milk', 'campaign', 'people', 'team', 'books'] as const;
export type Group = (typeof GROUPS)[number];

/** A page of the desk: its words are app.nav.<page>, with _ for /. */
export interface Part {
  page: string;
  group: Group;
  icon: IconName;
  roles: Role[];
  /** What is fetched with the desk; a page that few open has `load` and is fetched when it is opened. */
  view?: Component;
  load?: () => Promise<{ default: Component }>;
  /** A page that is only for some of a role: whoever has something of it on this phone. */
  mine?: (rows: Tables, worker: Id) => boolean;
}

const DESK: Role[] = ['head', 'officer', 'dispatcher', 'midwife', 'admin'];
const KEEPERS: Role[] = ['head', 'officer', 'dispatcher', 'midwife', 'cadre'];
const FIELD: Role[] = ['officer', 'dispatcher', 'midwife', 'cadre'];

/** The menu is what a person's roles open; the server decides every right again. */
export const PARTS: Part[] = [
  { page: 'queue', group: 'today', icon: 'list', view: Queue, roles: DESK },
  {
    page: 'visits',
    group: 'today',
    icon: 'baby',
    roles: ['midwife', 'cadre'],
    load: () => import('../field/massage/Visits.svelte'),
    mine: (rows, worker) =>
      !!rows.get('massage_roster', worker) ||
      rows.where('massage_booking', (b) => b.cadre === worker).length > 0 ||
      comesAlong(rows.all('massage_company'), worker, day(world.now)),
  },
  { page: 'tasks', group: 'today', icon: 'work', view: Tasks, roles: KEEPERS },
  {
    page: 'day',
    group: 'today',
    icon: 'car',
    load: () => import('../field/TeamDay.svelte'),
    roles: ['doctor', 'midwife'],
  },
  {
    page: 'alarm',
    group: 'care',
    icon: 'bell',
    roles: ['head', 'officer', 'dispatcher', 'midwife', 'cadre'],
    load: () => import('./alarm/Alarms.svelte'),
  },
  {
    page: 'village',
    group: 'care',
    icon: 'home',
    roles: ['midwife', 'cadre'],
    load: () => import('./village/Village.svelte'),
  },
  {
    page: 'rounds',
    group: 'care',
    icon: 'people',
    roles: KEEPERS,
    load: () => import('./rounds/Rounds.svelte'),
  },
  {
    page: 'caremap',
    group: 'care',
    icon: 'map',
    roles: KEEPERS,
    load: () => import('./care/Care.svelte'),
  },
  {
    page: 'sticker',
    group: 'care',
    icon: 'pin',
    roles: KEEPERS,
    load: () => import('./sticker/Stickers.svelte'),
  },
  {
    page: 'finding',
    group: 'care',
    icon: 'search',
    roles: [...KEEPERS, 'sanitarian', 'nutritionist', 'doctor'],
    load: () => import('./finding/Findings.svelte'),
  },
  {
    page: 'served',
    group: 'care',
    icon: 'chart',
    roles: ['head', 'officer', 'midwife'],
    load: () => import('./served/Served.svelte'),
  },
  {
    page: 'massage',
    group: 'care',
    icon: 'calendar',
    roles: ['head', 'officer', 'dispatcher'],
    load: () => import('./massage/Massage.svelte'),
  },
  {
    page: 'motorbikes',
    group: 'care',
    icon: 'motor',
    roles: ['head', 'officer', 'dispatcher'],
    load: () => import('./motorbike/Motorbikes.svelte'),
  },
  {
    page: 'massage_statistics',
    group: 'care',
    icon: 'chart',
    roles: ['head', 'officer', 'dispatcher', 'midwife'],
    load: () => import('./massage-statistics/Statistics.svelte'),
  },
  {
    page: 'supportgroup',
    group: 'care',
    icon: 'people',
    roles: ['head', 'officer', 'midwife'],
    load: () => import('./supportgroup/Groups.svelte'),
  },
  {
    page: 'coverage',
    group: 'care',
    icon: 'chart',
    roles: ['head', 'officer', 'midwife', 'nutritionist'],
    load: () => import('./coverage/Coverage.svelte'),
  },
  {
    page: 'group',
    group: 'today',
    icon: 'people',
    roles: ['midwife', 'cadre'],
    load: () => import('../field/group/Group.svelte'),
  },
  {
    page: 'feeding',
    group: 'today',
    icon: 'bottle',
    roles: ['midwife', 'cadre'],
    load: () => import('./feeding/Feeding.svelte'),
  },
  {
    page: 'weighing',
    group: 'today',
    icon: 'baby',
    load: () => import('../field/weighing/Weighing.svelte'),
    roles: ['midwife', 'cadre', 'officer'],
  },
  {
    page: 'growth',
    group: 'today',
    icon: 'warn',
    load: () => import('./weighing/Growth.svelte'),
    roles: ['midwife', 'nutritionist', 'officer'],
  },
  {
    page: 'need',
    group: 'today',
    icon: 'warn',
    load: () => import('./need/Cases.svelte'),
    roles: ['head', 'officer', 'dispatcher', 'midwife', 'doctor', 'cadre'],
  },
  {
    page: 'complaint',
    group: 'today',
    icon: 'talk',
    load: () => import('./complaint/Complaints.svelte'),
    roles: ['head', 'officer', 'dispatcher'],
  },
  {
    page: 'duty',
    group: 'today',
    icon: 'key',
    load: () => import('./duty/Duty.svelte'),
    roles: ['head', 'officer', 'dispatcher'],
  },
  {
    page: 'signs',
    group: 'team',
    icon: 'shield',
    load: () => import('./visit/Signs.svelte'),
    roles: ['head', 'officer', 'dispatcher', 'midwife', 'doctor', 'nurse'],
  },
  {
    page: 'dayplan',
    group: 'today',
    icon: 'clock',
    roles: ['head', 'officer', 'dispatcher'],
    load: () => import('./plan/Plan.svelte'),
  },
  { page: 'messages', group: 'today', icon: 'talk', view: Writing, roles: DESK },
  {
    page: 'approvals',
    group: 'today',
    icon: 'check',
    view: Approvals,
    roles: ['head', 'officer', 'dispatcher', 'treasurer', 'admin'],
  },
  {
    page: 'admission',
    group: 'milk',
    icon: 'list',
    roles: ['head', 'officer', 'midwife', 'cadre'],
    load: () => import('./admission/Admission.svelte'),
  },
  { page: 'mothers', group: 'milk', icon: 'baby', view: Mothers, roles: [...DESK, 'cadre'] },
  {
    page: 'schedule',
    group: 'milk',
    icon: 'calendar',
    load: () => import('./schedule/Schedule.svelte'),
    roles: ['head', 'officer', 'dispatcher'],
  },
  {
    page: 'handling',
    group: 'milk',
    icon: 'degrees',
    roles: ['head', 'officer', 'dispatcher', 'midwife', 'doctor'],
    load: () => import('./handling/Handling.svelte'),
  },
  { page: 'audit', group: 'milk', icon: 'shield', view: Audit, roles: DESK },
  {
    page: 'campaign',
    group: 'campaign',
    icon: 'give',
    roles: ['head', 'officer'],
    load: () => import('./campaign/Campaign.svelte'),
  },
  {
    page: 'leads',
    group: 'campaign',
    icon: 'talk',
    roles: ['officer', 'midwife', 'cadre'],
    load: () => import('../field/lead/Leads.svelte'),
  },
  {
    page: 'reach',
    group: 'campaign',
    icon: 'map',
    roles: ['head', 'officer', 'midwife'],
    load: () => import('./reach/Reach.svelte'),
  },
  {
    page: 'content',
    group: 'campaign',
    icon: 'list',
    roles: ['head', 'officer', 'midwife', 'admin'],
    load: () => import('./content/Content.svelte'),
  },
  { page: 'register', group: 'people', icon: 'people', view: Register, roles: KEEPERS },
  { page: 'register/grid', group: 'people', icon: 'grid', view: Register, roles: FIELD },
  { page: 'register/lists', group: 'people', icon: 'print', view: Register, roles: KEEPERS },
  { page: 'register/map', group: 'people', icon: 'map', view: Register, roles: FIELD },
  {
    page: 'register/import',
    group: 'people',
    icon: 'up',
    view: Register,
    roles: ['officer', 'dispatcher'],
  },
  { page: 'register/setup', group: 'people', icon: 'home', view: Register, roles: ['head', 'officer'] },
  {
    page: 'couriers',
    group: 'team',
    icon: 'motor',
    view: Couriers,
    roles: ['head', 'officer', 'dispatcher', 'admin'],
  },
  {
    page: 'training',
    group: 'team',
    icon: 'info',
    roles: ['head', 'officer', 'midwife', 'doctor', 'cadre'],
    load: () => import('../field/training/AtDesk.svelte'),
  },
  {
    page: 'courses',
    group: 'team',
    icon: 'shield',
    roles: ['head', 'officer', 'midwife', 'dispatcher', 'admin'],
    load: () => import('./training/Training.svelte'),
  },
  {
    page: 'fleet',
    group: 'team',
    icon: 'car',
    load: () => import('./fleet/Fleet.svelte'),
    roles: ['head', 'officer', 'dispatcher'],
  },
  {
    page: 'equipment',
    group: 'team',
    icon: 'box',
    load: () => import('./equipment/Coolers.svelte'),
    roles: ['head', 'officer', 'dispatcher'],
  },
  {
    page: 'cash',
    group: 'books',
    icon: 'wallet',
    load: () => import('./Cash.svelte'),
    roles: ['head', 'treasurer', 'officer'],
  },
  {
    page: 'board',
    group: 'books',
    icon: 'clock',
    roles: ['head', 'officer', 'treasurer'],
    load: () => import('./board/Board.svelte'),
  },
  {
    page: 'rice',
    group: 'books',
    icon: 'give',
    roles: ['head', 'officer', 'treasurer', 'dispatcher'],
    load: () => import('./rice/Rice.svelte'),
  },
  {
    page: 'overview',
    group: 'books',
    icon: 'chart',
    roles: ['head', 'officer', 'treasurer'],
    load: () => import('./overview/Overview.svelte'),
  },
  {
    page: 'whatif',
    group: 'team',
    icon: 'chart',
    roles: ['head', 'officer'],
    load: () => import('./whatif/WhatIf.svelte'),
  },
];

/** On a narrow screen the first four of somebody's parts stand at the thumb, the rest behind one button. */
export const THUMB = [
  'queue',
  'visits',
  'village',
  'register',
  'tasks',
  'group',
  'mothers',
  'register/grid',
  'day',
  'cash',
  'approvals',
  'need',
];

/** The words of a page in the menu: a catalogue key below app. */
export const keyOf = (page: string): string => 'nav.' + page.replace('/', '_');
