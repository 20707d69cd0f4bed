import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Writes dist/sw.js after the build: a list of every built file, a version from their contents, and a worker of a
 * few lines. By hand, because the usual generators pull packages that break `npm ci`.
 */
export function worker(): Plugin {
  return {
    name: 'sambang-worker',
    apply: 'build',
    generateBundle(_, bundle) {
      const statics = readdirSync('public').filter((name) => !name.startsWith('.'));
      const hash = createHash('sha256');
      const built = Object.values(bundle).map((file) => {
        hash.update(file.fileName);
        return file.fileName;
      });
      for (const name of statics) hash.update(readFileSync(join('public', name)));
      const html = bundle['index.html'];
      if (html?.type === 'asset') hash.update(html.source);
      const source = readFileSync('plugins/sw.template.js', 'utf8');
      // All of it, the desk and the map too: together under the 250 kB that a first load may weigh.
      const files = [...built, ...statics].filter((name) => name !== 'index.html').map((name) => '/' + name);
      hash.update(source);
      this.emitFile({
        type: 'asset',
        fileName: 'sw.js',
        source: source
          .replace('__VERSION__', hash.digest('hex').slice(0, 12))
          .replace("['__FILES__']", JSON.stringify(['/', ...files.sort()])),
      });
    },
  };
}
