/** Addresses are behind the `#`, so that every page of the app is the one kept page without signal. */
export interface Route {
  page: string;
  id: string;
}

export function parse(hash: string): Route {
  const [page = '', id = ''] = hash.replace(/^#?\/?/, '').split('/');
  return { page, id: decodeURIComponent(id) };
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

export function go(page: string, id = '', replace = false): void {
  const hash = '#/' + page + (id ? '/' + encodeURIComponent(id) : '');
  if (replace) {
    history.replaceState(null, '', hash);
    router.route = parse(hash);
  } else location.hash = hash;
}
