/** Public keys as `ssh-keygen` writes them; the private halves are kept by nobody. */
export const sshKeys = {
  ed25519: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHlTVALGAeOYD/jNZz6gY4q6HHmui33NLsVDSlNpx+wD test@lab',
  ecdsa:
    'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBJUmp0dM/9biIBvH/gQR3fpXiCc2xsy8wDV4A/rsiwJb7bM4ZUZLnl4X0ivYeCZIvoVK7FqoWY3JLtYXHbhsJgo= test@lab',
} as const;
