// Builds the real content with the release binary, as an editor's CI would.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Site } from './site.mjs';

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));
const ORIGIN = 'https://parels.test';

const TARGET = path.resolve(REPOSITORY, process.env.CARGO_TARGET_DIR || 'target');
/** The release binary. */
export const PROGRAM = path.join(TARGET, 'release', `parelsnoer${process.platform === 'win32' ? '.exe' : ''}`);

export const VARIANTS = [
  { name: 'root', baseUrl: `${ORIGIN}/`, flags: ['--base-url', `${ORIGIN}/`] },
  { name: 'base', baseUrl: `${ORIGIN}/een/pad/`, flags: ['--base-url', `${ORIGIN}/een/pad/`] },
  { name: 'portable', portable: true, flags: ['--portable'] },
];

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: REPOSITORY, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { output += chunk; });
    child.once('error', reject);
    child.once('close', (status, signal) => resolve({ status: status ?? signal, output }));
  });
}

/** Builds one variant, of the real content unless it has its own, into a folder of its own under `temporary`; throws with the program's own words. */
export async function build({ flags, content = 'content', ...variant }, temporary) {
  const dir = path.join(temporary, variant.name);
  const args = ['build', '--content', content, '--output', dir, ...flags];
  const { status, output } = await run(PROGRAM, args);
  if (status !== 0) throw new Error(`${PROGRAM} ${args.join(' ')} ended with ${status}\n${output}`);
  const site = await Site.read({ ...variant, dir });
  if (site.portable) site.address = pathToFileURL(`${dir}/`).href;
  return site;
}
