import type { ErrorEntry } from './errorEntry.ts';

/** Why a VM of a job failed. */
export const jobErrors = {
  cancelled: {
    summary: 'The job was cancelled before this VM was finished.',
    hint: 'Retry the job to create it.',
  },
  sibling_failed: {
    summary: 'Another VM of the job failed and all were to be rolled back.',
    hint: "See the other VM's error, then retry the job.",
  },
  host_memory: {
    summary: 'The host has not enough free memory to start the VM.',
    hint: 'Stop a VM or lower ram_startup_mb, then retry the job.',
  },
  host_disk_full: {
    summary: 'A volume of the host has not enough free space.',
    hint: 'Free space on the volume, then retry the job.',
  },
  host_busy: {
    summary: 'Hyper-V was busy with the object, and stayed so.',
    hint: 'See whether a backup or another tool holds it, then retry the job.',
  },
  access_denied: {
    summary: 'Hyper-V may not read or write a file or object.',
    hint: "Give SYSTEM (S-1-5-18) full access to the folder, and the host's account membership of Hyper-V Administrators.",
  },
  template_missing: {
    summary: 'The template disk is not there any more.',
    hint: 'Put it back, then retry the job.',
  },
  template_changed: {
    summary: 'The template disk is not the one that was there when the job was accepted.',
    hint: 'Check the template, then retry the job.',
  },
  template_attached: {
    summary: 'The template disk is in use by a VM as its own disk.',
    hint: 'Never start a template: detach it from that VM, then retry the job.',
  },
  source_missing: {
    summary: 'The disk that is to become a template is not there.',
    hint: 'See whether the path is right and the volume is there, then add it again.',
  },
  source_changed: {
    summary: 'The disk changed while it was copied, so the copy was thrown away.',
    hint: 'Shut down what writes to it, then add it again.',
  },
  disk_unreadable: {
    summary: 'The file is no virtual hard disk that Hyper-V can read.',
    hint: 'Convert the image on any computer: `qemu-img convert -O vhdx -o subformat=dynamic SOURCE NAME.vhdx`, clear the sparse flag on Windows with `fsutil sparse setflag NAME.vhdx 0`, then add it again.',
  },
  disk_has_parent: {
    summary: 'The disk holds only what differs from another disk, so it is no template by itself.',
    hint: 'Merge it into a disk of its own, with `Convert-VHD -Path DISK -DestinationPath NEW.vhdx`, and add that.',
  },
  file_exists: {
    summary: 'A file is in the way that VMSpec did not make.',
    hint: 'Move it away, then retry the job.',
  },
  unsuitable_volume: {
    summary: 'The volume cannot hold virtual disks.',
    hint: 'Use a volume formatted as NTFS or ReFS.',
  },
  switch_missing: {
    summary: 'The virtual switch is not there any more.',
    hint: 'Create it again, then retry the job.',
  },
  vm_missing: { summary: 'The VM is not on the host any more.', hint: 'See who removed it.' },
  vm_state: {
    summary: 'The VM is in a state that does not allow this.',
    hint: 'Wait until it has settled, then retry the job.',
  },
  start_failed: {
    summary: 'Hyper-V could not start the VM.',
    hint: 'See the detail; the event log Hyper-V-VMMS on the host tells more, and `vmspec doctor` whether the hypervisor runs.',
  },
  stop_failed: {
    summary: 'The guest did not shut down.',
    hint: 'Turn it off instead: `vmspec stop NAME --turn-off`.',
  },
  verify_failed: {
    summary: 'The finished VM is not what was asked for.',
    hint: 'See the detail for what differs, then retry the job.',
  },
  outcome_unknown: {
    summary: 'A step was cut off and its outcome could not be found out in time.',
    hint: 'See the VM in Hyper-V Manager; the host keeps looking and cleans up.',
  },
  hyperv_unavailable: {
    summary: "Hyper-V's management service does not answer.",
    hint: 'Run `vmspec doctor`: it tells whether the service vmms runs and whether the account has the rights. Then retry the job.',
  },
  hyperv_rights: {
    summary: 'The account of the host may not manage Hyper-V.',
    hint: 'Run `vmspec doctor`: it names the account and the command that makes it a member of Hyper-V Administrators (S-1-5-32-578).',
  },
  hyperv_module_missing: {
    summary: 'A command of Hyper-V is not there.',
    hint: 'Run `vmspec doctor`: it names the command that installs the Hyper-V module for PowerShell.',
  },
  hyperv_too_old: {
    summary: 'The Hyper-V of this machine does not know a setting that the VM needs.',
    hint: 'See the detail for its name; leave it out of the spec, or update Windows.',
  },
  powershell_unavailable: {
    summary: 'PowerShell does not start on the host.',
    hint: 'Run `vmspec doctor`, then retry the job.',
  },
  language_mode: {
    summary: "Application control keeps VMSpec's PowerShell module from working.",
    hint: 'Run `vmspec doctor`: it says what to allow.',
  },
  bad_output: {
    summary: 'PowerShell answered with something that is no answer.',
    hint: 'See the detail for what it wrote; a profile or another tool may write into every shell. Then retry the job.',
  },
  effect_missing: {
    summary: 'Hyper-V reported success, but what it should have made is not there.',
    hint: 'See whether another tool removed it, then retry the job.',
  },
  disk_chain_broken: {
    summary: 'A virtual disk does not fit the disk that it depends on.',
    hint: 'The template was changed or moved since: put the original back, or create the VM anew.',
  },
  disk_sparse: {
    summary: 'A disk file is sparse, compressed or encrypted, which Hyper-V does not take.',
    hint: 'Run in an elevated console: `fsutil sparse setflag FILE 0`, `compact /u FILE` and `cipher /d FILE`, then retry the job. Tools that convert images, such as qemu-img, leave disks sparse.',
  },
  disk_not_attached: {
    summary: 'A disk could not be attached to the VM.',
    hint: 'Keep disks on a local NTFS or ReFS volume that SYSTEM (S-1-5-18) may use; network and WSL paths do not work.',
  },
  folder_missing: {
    summary: 'A folder that is needed is not there.',
    hint: 'Check `vm_root`, `template_roots` and the volumes with `vmspec doctor`, then try again.',
  },
  memory_misaligned: {
    summary: 'Hyper-V does not take this amount of memory, or a setting of the new VM.',
    hint: 'Use an even number of MB for ram_startup_mb, then submit the spec again.',
  },
  firmware_locked: {
    summary: 'Secure boot cannot be changed any more.',
    hint: 'Its template is fixed once the VM has a TPM: delete the VM and create it anew.',
  },
  tpm_failed: {
    summary: 'The host could not give the VM its TPM.',
    hint: 'See the detail; remove `tpm` from the spec, or look at the event log Hyper-V-VMMS and at the certificates of the shielded VM store on the host.',
  },
  guest_no_answer: {
    summary: 'The VM was created and runs, but its guest has reported no address in time.',
    hint: 'Look at its screen. The guest needs the integration services (`hyperv-daemons` or `linux-cloud-tools` on Linux, for hv_kvp_daemon; Windows has them) and an address, from DHCP or fixed. The VM stays: no retry is needed.',
  },
  hyperv_error: {
    summary: 'Hyper-V refused, for a reason that has no code of its own.',
    hint: 'See the detail.',
  },
  internal: { summary: 'The host made a mistake.', hint: 'Report it with the log of the host.' },
} as const satisfies Record<string, ErrorEntry>;
