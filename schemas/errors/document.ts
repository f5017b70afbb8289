import type { ErrorEntry } from './errorEntry.ts';

/** Problems of a document. The message of a problem names the values; these are the general words. */
export const documentErrors = {
  invalid_json: { summary: 'The text is not JSON.', hint: 'Mend the text at the given place.' },
  invalid_utf8: { summary: 'The bytes are not UTF-8.', hint: 'Save the file as UTF-8.' },
  byte_order_mark: {
    summary: 'The text begins with a byte order mark.',
    hint: 'Save the file as UTF-8 without BOM.',
  },
  too_large: { summary: 'The text is larger than 1 MiB.', hint: 'Split it into several requests.' },
  too_deep: { summary: 'The text is nested more than 32 levels.', hint: 'A spec needs six levels.' },
  duplicate_key: { summary: 'A member occurs twice.', hint: 'Remove one of them.' },
  not_an_integer: {
    summary: 'A number is not written as a whole number.',
    hint: 'Write digits only: 2, not 2.0, 2e0 or -0.',
  },
  number_too_large: { summary: 'A number is beyond 2^53 - 1.', hint: 'Use a smaller number.' },
  lone_surrogate: {
    summary: 'A text holds half of a character.',
    hint: 'Remove the escape `\\uD800` to `\\uDFFF` that has no partner.',
  },
  unknown_member: { summary: 'A member is not known.', hint: 'Remove it, or mend its name.' },
  missing_member: { summary: 'A required member is missing.', hint: 'Add it.' },
  wrong_type: { summary: 'A value has the wrong type.', hint: 'Write a value of the named type.' },
  out_of_range: {
    summary: 'A number is too small or too large.',
    hint: 'Use a number between the named bounds.',
  },
  not_a_multiple: { summary: 'A number is not a multiple of the named step.', hint: 'Round it.' },
  not_allowed: { summary: 'A value is none of the allowed ones.', hint: 'Use one of the listed values.' },
  bad_format: {
    summary: 'A text has characters or a form that is not allowed.',
    hint: 'Use the named form.',
  },
  wrong_length: { summary: 'A text or list is too short or too long.', hint: 'Use the named length.' },
  not_unique: { summary: 'A list holds a value twice.', hint: 'Remove one of them.' },
  vm_name_reserved: {
    summary: 'The name is a Windows device name.',
    hint: 'Choose another name: it becomes a folder, and Windows refuses such folders.',
  },
  vm_name_duplicate: {
    summary: 'Two VMs of the request have the same name, regardless of case.',
    hint: 'Rename one of them.',
  },
  vm_name_too_long: {
    summary: 'A name is longer than 64 characters once its copy number is added.',
    hint: 'Shorten the name.',
  },
  num_vms_mismatch: {
    summary: '`num_vms` is not the number of VMs described, `copies` counted.',
    hint: 'Write the real number.',
  },
  too_many_vms: {
    summary: 'The request describes more than 500 VMs.',
    hint: 'Split it into several requests.',
  },
  per_copy_value: {
    summary: 'A value that only one VM can have is given to several copies.',
    hint: 'Remove the value, or write one entry for each VM.',
  },
  memory_order: {
    summary: 'Minimum, startup and maximum memory are out of order.',
    hint: 'Keep ram_min_mb <= ram_startup_mb <= ram_max_mb.',
  },
  memory_generation: {
    summary: 'The memory is beyond what generation 1 can have (1 TB).',
    hint: 'Use generation 2, or less memory.',
  },
  cpu_generation: {
    summary: 'More than 64 processors on generation 1.',
    hint: 'Use generation 2, or 64 and fewer.',
  },
  template_path: {
    summary: 'The template path is not an absolute drive path to a disk file.',
    hint: 'Write it as C:\\Templates\\name.vhdx.',
  },
  template_format: {
    summary: 'The disk format does not suit the generation.',
    hint: 'Generation 2 takes .vhdx; .vhd needs generation 1.',
  },
  dvd_path: {
    summary: 'The DVD path is not an absolute drive path to an .iso file.',
    hint: 'Write it as C:\\ISO\\name.iso.',
  },
  secure_boot_generation: {
    summary: 'Secure boot is asked for on generation 1.',
    hint: 'Use generation 2, or remove secure_boot.',
  },
  tpm_generation: {
    summary: 'A TPM is asked for on generation 1.',
    hint: 'Use generation 2, or remove tpm.',
  },
  nested_memory: {
    summary: 'Nested virtualization is asked for with dynamic memory.',
    hint: 'Make ram_min_mb, ram_startup_mb and ram_max_mb equal.',
  },
  disk_limit: {
    summary: "More disks than the VM's controllers can take.",
    hint: 'Generation 1: four IDE places, of which system disk and DVD take two, and 256 on SCSI. Generation 2: 256 on SCSI.',
  },
  disk_size: {
    summary: 'A disk is larger than its format or its place allows.',
    hint: 'A boot disk of generation 1 has at most 2 TB (2048 GB), a .vhd at most 2040 GB.',
  },
  disk_smaller_than_template: {
    summary: 'The system disk is smaller than its template.',
    hint: 'Use the size of the template or more.',
  },
  adapter_limit: {
    summary: 'More network adapters than the generation allows.',
    hint: 'Generation 1: 8, generation 2: 64, the first included.',
  },
  mac_address: {
    summary: 'The MAC address is not one that a network adapter can have.',
    hint: 'Use an individual address, such as 00-15-5D-01-02-03.',
  },
  mac_duplicate: {
    summary: 'Two network adapters have the same fixed MAC address.',
    hint: 'Change one of them.',
  },
  guest_secret: {
    summary: 'A password or a private key is written into a spec.',
    hint: 'Specs are read and shared: remove it, and let people log in with `ssh_authorized_keys`.',
  },
  guest_hostname: {
    summary: 'A host name has a part of more than 63 characters once its copy number is added.',
    hint: 'Shorten it.',
  },
  guest_user: {
    summary: 'The account to make is one that the system has already.',
    hint: 'Choose another name.',
  },
  guest_key: {
    summary: 'A key is none that OpenSSH takes, or the account to make has none.',
    hint: 'Copy the one line of a `.pub` file, such as `~/.ssh/id_ed25519.pub`.',
  },
  guest_address: {
    summary: 'The fixed address is none that a host can have.',
    hint: 'Write address and prefix length, such as 192.168.10.21/24.',
  },
  guest_range: {
    summary: 'The range is none of addresses that hosts can have, or it is too short.',
    hint: 'Write first and last address and the prefix length, such as 192.168.10.21-192.168.10.40/24.',
  },
  guest_gateway: {
    summary: 'The gateway is not in the network of the fixed address, or there is no fixed address.',
    hint: 'Use the address of the router in that network.',
  },
  guest_dns: {
    summary: 'A name server is not given by its address.',
    hint: 'Write an address, such as 1.1.1.1.',
  },
  guest_drive: {
    summary: 'Settings of the guest and `dvd_path` are both given.',
    hint: 'Remove one of them: the settings lie in the DVD drive.',
  },
  address_duplicate: {
    summary: 'Two VMs of the request have the same fixed address.',
    hint: 'Change one of them.',
  },
  wait_needs_start: {
    summary: 'The job is to wait for an address of a VM that is not started.',
    hint: 'Remove wait_for, or start: false.',
  },
  template_changed: {
    summary: 'The template disk is not the one that was recorded, so nothing is made from it.',
    hint: 'Put the original back, or add the disk as a new version: `vmspec templates add PATH --replaces PATH`.',
  },
  unknown_template: {
    summary: 'The host has no such template disk.',
    hint: "Use one of the host's templates.",
  },
  unknown_network: {
    summary:
      'The host has no virtual switch or network of this name, or not the switch that the network leads to.',
    hint: "Use one of the host's virtual switches, or a network of its configuration.",
  },
  network_vlan: {
    summary: 'The network is another VLAN than the one that is asked for.',
    hint: 'Remove vlan_id, or write the VLAN of the network.',
  },
  unknown_volume: { summary: 'The host has no such volume.', hint: "Use one of the host's volumes." },
  name_in_use: { summary: 'A VM of this name exists on the host.', hint: 'Choose another name.' },
  address_in_use: {
    summary: 'A fixed address belongs to another VM of the host, or a range has none left.',
    hint: 'Use another address, or a longer range.',
  },
  guest_windows: {
    summary: 'What is asked for inside the guest cannot be set up in Windows.',
    hint: 'In Windows the host name (at most 15 characters), address, gateway and name servers can be set. Put accounts and keys into the template.',
  },
  guest_system_unknown: {
    summary: "The template's operating system is unknown, so its guest is set up like Linux.",
    hint: 'Record the operating system: `vmspec templates add PATH --os linux`.',
  },
  capacity_exceeded: { summary: 'The host cannot hold what is asked for.', hint: 'Ask for less.' },
  cpu_above_host: {
    summary: 'The VM has more processors than the host has logical processors, so it cannot start.',
    hint: 'Ask for fewer.',
  },
  secure_boot_template_unknown: {
    summary: "The template's operating system is unknown, so the secure boot template is a guess.",
    hint: 'Set `secure_boot.template` to MicrosoftWindows for Windows or MicrosoftUEFICertificateAuthority for Linux.',
  },
  nested_memory_small: {
    summary: 'Nested virtualization with less than 4 GB of memory.',
    hint: 'Give the VM 4096 MB or more.',
  },
  template_generation: {
    summary: 'The template is recorded for the other generation, so the VM may not boot.',
    hint: 'Use the generation that the template was installed for.',
  },
  check_failed: {
    summary: 'A rule could not be checked because of a mistake in VMSpec.',
    hint: 'Report it with the spec.',
  },
} as const satisfies Record<string, ErrorEntry>;
