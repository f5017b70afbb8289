import * as l10n from '@vscode/l10n';
import { QuickPickItemKind } from 'vscode';
import type { Doctor, Host } from '#schemas/generated/types.ts';
import { DEFAULT_PORT } from '#schemas/limits.ts';
import { readAddress } from '#shared/host/address.ts';
import { explainConnectFailure } from '#shared/host/connectFailure.ts';
import { normalizeFingerprint } from '#shared/host/fingerprint.ts';
import { tokenOf } from '#shared/host/token.ts';
import { HostFailure } from '../connection/failure.ts';
import { wrongAddress } from '../connection/findTarget.ts';
import { isPairingCode, pair } from '../connection/pair.ts';
import { startPosition } from '../connection/position.ts';
import { openSession } from '../connection/session.ts';
import { shownCertificate } from '../connection/shownCertificate.ts';
import { askChoice, type Choice } from '../steps/askChoice.ts';
import { askText } from '../steps/askText.ts';
import type { Step, StepResult } from '../steps/runSteps.ts';
import { checkRows, verdictOf } from './checkRows.ts';
import { fingerprintGroups } from './fingerprintGroups.ts';

/** What is known of a host that is being added. */
export interface NewHost {
  readonly url: URL | null;
  /** A pairing code or a token, as it was typed. */
  readonly secret: string;
  /** Fingerprint that a person has compared, or of a certificate that this computer trusts; null over http. */
  readonly shown: string | null;
  /** The certificate has to have this fingerprint; null: it needs no pin. */
  readonly pin: string | null;
  /** The token, once it is known. */
  readonly token: string | null;
  readonly host: Host | null;
}

export const nothingYet: NewHost = { url: null, secret: '', shown: null, pin: null, token: null, host: null };

/** The steps by which a host is added; `client` names this program. */
export function addSteps(client: string): readonly Step<NewHost>[] {
  return [askAddress, askSecret, comparePrint, (known, place) => check(known, place, client)];
}

const title = (): string => l10n.t('Add Hyper-V Host');

const askAddress: Step<NewHost> = async (known, place) => {
  const answer = await askText(
    {
      title: title(),
      prompt: l10n.t('Address of the host, as its installer printed it'),
      placeholder: `https://hv01:${String(DEFAULT_PORT)}`,
      value: known.url?.origin ?? '',
      check: (value) => {
        const reading = readAddress(value.trim());
        return 'wrong' in reading ? wrongAddress(value, reading.wrong) : null;
      },
    },
    place,
  );
  if (answer === null || answer === 'back') return { kind: 'cancelled' };
  const reading = readAddress(answer.text.trim());
  if ('wrong' in reading) return { kind: 'cancelled' };
  const same = known.url?.origin === reading.url.origin;
  return { kind: 'next', value: { ...(same ? known : nothingYet), secret: known.secret, url: reading.url } };
};

const askSecret: Step<NewHost> = async (known, place) => {
  const answer = await askText(
    {
      title: title(),
      prompt: l10n.t(
        'Pairing code or token for {0}; on the host, "vmspec token pair" makes a code',
        known.url?.host ?? '',
      ),
      placeholder: 'AB2C-D3EF',
      value: known.secret,
      password: true,
      check: (value) =>
        isPairingCode(value) || tokenOf(value) !== null
          ? null
          : l10n.t('A pairing code has eight letters and digits, a token is one line without spaces.'),
    },
    place,
  );
  if (answer === null) return { kind: 'cancelled' };
  if (answer === 'back') return { kind: 'back' };
  const { text } = answer;
  const token = text === known.secret ? known.token : null;
  return { kind: 'next', value: { ...known, secret: text, token } };
};

const comparePrint: Step<NewHost> = async (known, place) => {
  const { url } = known;
  if (url?.protocol !== 'https:') return { kind: 'skipped', value: { ...known, shown: null, pin: null } };
  const certificate = await shownCertificate(url).catch((error: unknown) => {
    const { message, hint } = explainConnectFailure(
      error instanceof Error ? error : new Error(String(error)),
    );
    return `${l10n.t('No answer from {0}: {1}.', url.origin, message)} ${hint}`;
  });
  if (typeof certificate === 'string') return { kind: 'back', steps: 2, message: certificate };
  const shown = normalizeFingerprint(certificate.fingerprint);
  if (certificate.trusted) return { kind: 'skipped', value: { ...known, shown, pin: null } };
  const certified = l10n.t('{0}, valid to {1}', certificate.subject, certificate.validTo);
  const rows: readonly Choice<'same' | 'other'>[] = [
    { label: certified, kind: QuickPickItemKind.Separator },
    ...fingerprintGroups(certificate.fingerprint).map((group) => ({
      label: `$(key) ${group}`,
      alwaysShow: true,
    })),
    {
      label: l10n.t('$(check) Yes, It Matches'),
      description: l10n.t('only a host with this certificate gets the token'),
      value: 'same',
    },
    { label: l10n.t('$(close) No'), description: l10n.t('nothing is sent'), value: 'other' },
  ];
  const answer = await askChoice(
    {
      title: title(),
      placeholder: l10n.t('Does this match the fingerprint (SHA-256) that the host printed?'),
      choices: rows,
    },
    place,
  );
  if (answer === 'back') return { kind: 'back' };
  if (answer === 'same') return { kind: 'next', value: { ...known, shown, pin: shown } };
  if (answer === null) return { kind: 'cancelled' };
  const message = l10n.t('Nothing was sent: the fingerprint is not the one of your host. Check the address.');
  return { kind: 'back', steps: 2, message };
};

/** Pairs, connects and shows what Check Host says; what is wrong leads back to where it can be mended. */
async function check(
  known: NewHost,
  place: Parameters<Step<NewHost>>[1],
  client: string,
): Promise<StepResult<NewHost>> {
  const reached: { at: NewHost } = { at: known };
  const look = async (): Promise<readonly Choice<'use'>[]> => {
    const { found, doctor } = await reach(known, client, (at) => (reached.at = at));
    reached.at = found;
    const name = found.host?.name ?? '';
    return [
      {
        label: l10n.t('$(check) Use {0}', name),
        description: verdictOf(doctor),
        value: 'use',
        alwaysShow: true,
      },
      ...checkRows(doctor),
    ];
  };
  try {
    const placeholder = l10n.t('Check Host: what {0} says of itself', known.url?.host ?? '');
    const answer = await askChoice({ title: title(), placeholder, choices: look() }, place);
    if (answer === 'back') return { kind: 'back', value: reached.at };
    return answer === null ? { kind: 'cancelled' } : { kind: 'next', value: reached.at };
  } catch (error) {
    if (!(error instanceof HostFailure)) throw error;
    const message = `${error.message} ${error.hint}`.trim();
    // A refused code or token is mended where it was typed; anything else begins with the address.
    const secret = error.refusal !== null;
    const before = known.pin === null ? 1 : 2;
    return { kind: 'back', steps: secret ? before : before + 1, message, value: reached.at };
  }
}

async function reach(
  known: NewHost,
  client: string,
  paired: (at: NewHost) => void,
): Promise<{ readonly found: NewHost; readonly doctor: Doctor }> {
  const { url, secret, shown, pin } = known;
  if (url === null) throw new Error('the address comes first');
  const token =
    known.token ?? (isPairingCode(secret) ? (await pair(url, secret, shown)).token : (tokenOf(secret) ?? ''));
  // A code is good once: what it brought is kept, whatever happens next.
  paired({ ...known, token });
  const quiet = { event: () => undefined, page: () => undefined, missed: () => undefined };
  const target = { url, token, certSha256: pin, foundIn: 'what was typed' };
  const session = await openSession(target, { client }, startPosition(false), quiet);
  try {
    const doctor = await session.call('doctor/get', {});
    return { found: { ...known, token, host: session.host }, doctor };
  } finally {
    session.close();
  }
}
