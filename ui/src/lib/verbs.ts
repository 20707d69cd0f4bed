// What can be said to the server, typed from its own document (npm run types).
import type { paths } from './api.gen';

/** The name of every verb. */
export type Verb = {
  [P in keyof paths]: P extends `/api/v1/do/${infer V}` ? V : never;
}[keyof paths];

type Said<V extends Verb> = paths[`/api/v1/do/${V}`]['post']['requestBody']['content']['application/json'];

/** The body of a verb, as the server takes it. */
export type BodyOf<V extends Verb> = Said<V>['body'];
