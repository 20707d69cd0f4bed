/** Where answers come from just now: whoever goes from house to house says it once. */
export const source = $state<{ how: 'seen' | 'told' | 'phone' }>({ how: 'told' });
