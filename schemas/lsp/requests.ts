/**
 * From client to server: what is to be said of a version of an open document, by pointers, for a form. Parameters are
 * `ProblemsParams`, the answer is `ProblemsAnswer`; its version tells which text was looked at.
 */
export const PROBLEMS = 'vmspec/problems';
