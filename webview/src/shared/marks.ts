/** Marks in the timeline of a page, for those who measure it. What it is about is on the screen for the first time. */
export const DRAWN = 'vmspec-drawn';
