// What a job of the day plan is called: whose it is, and whom somebody comes along with.
import type { PlanJob } from './plan-jobs';
import { t } from './text';

export const jobName = (job: PlanJob): string =>
  job.along
    ? t('massage.along', { cadre: job.along, name: job.name || t('massage.parent') })
    : job.name || (job.number ? t('massage.number', { n: job.number }) : t('request.nameless'));
