/** Commands of the editor that the language server's lenses call, each with the address of the spec as its argument. */
export const lensCommands = { plan: 'vmspec.plan', provision: 'vmspec.provision' } as const;
