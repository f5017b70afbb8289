/**
 * Whether the guest of a VM that a job created was reached, and what is wrong although the VM was created (JSON of an error).
 * Rows of earlier versions and of other jobs have neither. Only guests that are waited for are looked for.
 */
export const guestState = `
ALTER TABLE job_vm ADD COLUMN guest TEXT;
ALTER TABLE job_vm ADD COLUMN warning TEXT;
CREATE INDEX job_vm_guest ON job_vm (guest) WHERE guest IN ('waiting', 'no_answer');
`;
