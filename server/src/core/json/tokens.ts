/** Kinds of token as the scanner of jsonc-parser numbers them; its enum cannot be read with isolated modules. */
export const tokens = {
  OPEN_BRACE: 1,
  CLOSE_BRACE: 2,
  OPEN_BRACKET: 3,
  CLOSE_BRACKET: 4,
  COMMA: 5,
  COLON: 6,
  STRING: 10,
  LINE_COMMENT: 12,
  BLOCK_COMMENT: 13,
  LINE_BREAK: 14,
  SPACE: 15,
  UNKNOWN: 16,
  END: 17,
} as const;
