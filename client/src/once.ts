/** Makes something when it is first wanted, and answers the same from then on; a failure is tried again. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  const made: { value: Promise<T> | null } = { value: null };
  return () => {
    made.value ??= make().catch((error: unknown) => {
      made.value = null;
      throw error;
    });
    return made.value;
  };
}
