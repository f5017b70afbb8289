/** What a person did in a step: gave something, went back (`message` says what was wrong there), skipped it, or left. */
export type StepResult<T> =
  | { readonly kind: 'next'; readonly value: T }
  /** Nothing was asked: going back leads past it. */
  | { readonly kind: 'skipped'; readonly value: T }
  | { readonly kind: 'back'; readonly steps?: number; readonly message?: string; readonly value?: T }
  | { readonly kind: 'cancelled' };

/** One step: gets what is known so far, its number from 1, and what was wrong with what it was given before. */
export type Step<T> = (known: T, place: StepPlace) => Promise<StepResult<T>>;

export interface StepPlace {
  readonly step: number;
  readonly totalSteps: number;
  /** What is to be mended here; null: nothing. */
  readonly message: string | null;
}

/**
 * Leads through steps one after the other, with a way back. What was given stays: a step that is seen again gets it.
 * Answers what is known at the end; null when the person has left.
 */
export async function runSteps<T>(steps: readonly Step<T>[], start: T): Promise<T | null> {
  const place = { index: 0, known: start, message: null as string | null };
  const asked: number[] = [];
  for (;;) {
    const step = steps[place.index];
    if (step === undefined) return place.known;
    const { message } = place;
    place.message = null;
    const result = await step(place.known, { step: place.index + 1, totalSteps: steps.length, message });
    switch (result.kind) {
      case 'cancelled':
        return null;
      case 'back': {
        const target = asked.splice(Math.max(0, asked.length - (result.steps ?? 1)));
        if (target[0] === undefined) return null;
        place.index = target[0];
        place.message = result.message ?? null;
        place.known = result.value ?? place.known;
        break;
      }
      case 'next':
        asked.push(place.index);
        place.index += 1;
        place.known = result.value;
        break;
      case 'skipped':
        place.index += 1;
        place.known = result.value;
        break;
    }
  }
}
