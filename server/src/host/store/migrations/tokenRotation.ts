/**
 * A token may have two secrets for a while: the present one and the one before, which ends by itself. When each was last
 * used tells whether somebody still needs the one before.
 */
export const tokenRotation = `
ALTER TABLE token ADD COLUMN last_used_at TEXT;
ALTER TABLE token ADD COLUMN rotated_at TEXT;
ALTER TABLE token ADD COLUMN previous_sha256 TEXT;
ALTER TABLE token ADD COLUMN previous_ends_at TEXT;
ALTER TABLE token ADD COLUMN previous_used_at TEXT;
`;
