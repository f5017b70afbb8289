/** A style sheet: the bundle gathers all that a program imports into one file. */
declare module '*.css';
