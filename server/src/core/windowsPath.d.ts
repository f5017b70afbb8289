/**
 * Why a path is not a plain absolute drive path, in words that follow "… must be written as C:\Folder\file: ", or
 * null. It is judged by its letters alone: nothing is opened, so a share or a device is never touched.
 */
export declare function pathFault(path: string): string | null;
/** True when both paths name the same file, as far as letters tell: Windows ignores case. */
export declare function samePath(a: string, b: string): boolean;
/** True when the path lies below the folder, compared name by name. */
export declare function isBelow(path: string, folder: string): boolean;
