import type { Plugin } from 'vite';

/** Only under `vite` in development with SAMBANG_FIXTURE=1: answers /api from invented rows, so that pages can be looked at. */
export function fixture(): Plugin {
  return {
    name: 'sambang-fixture',
    apply: 'serve',
    configureServer(server) {
      if (!process.env['SAMBANG_FIXTURE']) return;
      server.middlewares.use('/api', async (request, response) => {
        const { answer } = (await server.ssrLoadModule('/dev/server.ts')) as typeof import('../dev/server');
        let text = '';
        for await (const part of request) text += String(part);
        const said = answer(request.method ?? 'GET', request.url ?? '', text, request.headers.cookie ?? '');
        response.statusCode = said.status;
        for (const [name, value] of Object.entries(said.headers)) response.setHeader(name, value);
        response.end(said.body);
      });
    },
  };
}
