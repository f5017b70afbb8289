import { join } from 'node:path';
import type { Context } from 'mocha';
import { buildEngine, hasDotnet } from '../../../scripts/simulating/buildEngine.ts';
import { skipTest } from '../skipTest.ts';

/** A PowerShell for tests: what to start and what to add to its environment. */
export interface Engine {
  readonly executable: string;
  readonly env: Readonly<Record<string, string>>;
  /** The simulated `Hyper-V` module's folder. */
  readonly hyperv: string;
  /** Whether it is an installed PowerShell and not the console of this repository. */
  readonly installed: boolean;
}

/**
 * Young objects that .NET lets come together before it looks for dead ones, in hexadecimal bytes. While a large machine is
 * read nearly all of them live on, so that looking early costs a quarter of the time.
 */
const NURSERY_BYTES = '0x8000000';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** The engine for a test, which is skipped where there is no .NET SDK. */
export function engine(context: Context): Engine {
  return hasDotnet() ? builtEngine() : skipTest(context, 'the .NET SDK is not installed');
}

/**
 * The engine, built where its sources have changed. `VMSPEC_TEST_PWSH` names an installed `pwsh` or `powershell.exe` to
 * use instead.
 */
export function builtEngine(): Engine {
  const built = buildEngine(ROOT);
  const installed = process.env['VMSPEC_TEST_PWSH'];
  const modules = installed === undefined ? built.modules : join(built.hyperv, '..');
  return {
    executable: installed ?? built.executable,
    env: { PSModulePath: modules, POWERSHELL_TELEMETRY_OPTOUT: '1', DOTNET_GCgen0size: NURSERY_BYTES },
    hyperv: join(modules, 'Hyper-V'),
    installed: installed !== undefined,
  };
}
