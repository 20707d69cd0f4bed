/** Addresses are behind the `#`, so that every page of the app is the one kept page without signal. */
export interface Route {
  page: string;
  id: string;
  /** What stands behind the id, as in `#/register/person/<id>`. */
  more: string;
}

export function parse(hash: string): Route {
  const [page = '', id = '', more = ''] = hash.replace(/^#?\/?/, '').split('/');
  return { page, id: decodeURIComponent(id), more: decodeURIComponent(more) };
}

class Router {
  route = $state.raw<Route>(parse(location.hash));

  constructor() {
    addEventListener('hashchange', () => {
      this.route = parse(location.hash);
      scrollTo(0, 0);
    });
  }
}
export const router = new Router();

export function go(page: string, id = '', replace = false, more = ''): void {
  const parts = [page, id, more].filter((part, i) => i === 0 || part !== '');
  const hash = '#/' + parts.map(encodeURIComponent).join('/');
  if (replace) {
    history.replaceState(null, '', hash);
    router.route = parse(hash);
  } else location.hash = hash;
}
