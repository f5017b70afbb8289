/** README.txt of the package, with the line ends of Windows. */
export function readme(version: string, nodeVersion: string): string {
  return `VMSpec ${version}: the host for a Hyper-V machine (Windows x64, with Node ${nodeVersion})

1. Unpack the zip into a folder of its own on the Hyper-V machine.
2. Open Windows PowerShell as administrator in that folder (right-click, "Run as administrator", then cd).
3. Allow scripts of your own, if that is not so yet:
     Get-ExecutionPolicy
     Set-ExecutionPolicy -Scope LocalMachine -ExecutionPolicy RemoteSigned
   Windows marks what came from the internet. Take the mark away:
     Unblock-File .\\install.ps1, .\\uninstall.ps1
4. See what would be done, every command of it:
     .\\install.ps1 --dry-run
5. Install. For this computer only:
     .\\install.ps1
   For other computers too, over TLS, through the firewall of private networks:
     .\\install.ps1 --bind 0.0.0.0 --firewall-profile private
   It ends with the address, the fingerprint of the certificate, a pairing code and the line for another computer.

Look at it:  & "C:\\Program Files\\VMSpec\\vmspec.cmd" service status
Upgrade:     unpack the newer zip and run its install.ps1. When the new version does not start, the old one comes back.
Uninstall:   .\\uninstall.ps1 (VMs, disks and templates stay; --purge removes the records too)
All options: .\\vmspec.cmd service install --help

SHA256SUMS lists every file; install.ps1 checks them. Licences are in the folder LICENSES.
`.replaceAll('\n', '\r\n');
}
