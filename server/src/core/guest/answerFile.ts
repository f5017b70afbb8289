import type { PlannedGuest } from '#schemas/generated/types.ts';

/** Name that Windows gives the first network adapter. */
const FIRST_ADAPTER = 'Ethernet';

/**
 * `Unattend.xml` for a Windows that sysprep has prepared: the pass `specialize` of its next start, in which the name and the
 * network are set (Unattended Windows Setup Reference: Microsoft-Windows-Shell-Setup, -TCPIP, -DNS-Client).
 * @param mac Fixed MAC address of the first adapter as twelve digits; null: it is found by its name.
 */
export function answerFile(guest: PlannedGuest, mac: string | null): string {
  const adapter = mac === null ? FIRST_ADAPTER : (mac.match(/../g) ?? []).join('-');
  const components = [
    component('Microsoft-Windows-Shell-Setup', [element('ComputerName', guest.hostname)]),
    ...(guest.ip_address === null ? [] : [component('Microsoft-Windows-TCPIP', address(guest, adapter))]),
    ...(guest.dns.length === 0
      ? []
      : [component('Microsoft-Windows-DNS-Client', nameServers(guest, adapter))]),
  ];
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<unattend xmlns="urn:schemas-microsoft-com:unattend" xmlns:wcm="http://schemas.microsoft.com/WMIConfig/2002/State">',
    '  <settings pass="specialize">',
    ...components.flat().map((line) => `    ${line}`),
    '  </settings>',
    '</unattend>',
    '',
  ].join('\r\n');
}

/** The order of these elements is part of their form. */
function address({ ip_address, gateway }: PlannedGuest, adapter: string): string[] {
  const six = gateway?.includes(':') === true || ip_address?.includes(':') === true;
  const route = [
    element('Identifier', '1'),
    element('Metric', '10'),
    element('NextHopAddress', gateway ?? ''),
    element('Prefix', six ? '::/0' : '0.0.0.0/0'),
  ];
  return within('Interfaces', [
    ...within('Interface wcm:action="add"', [
      ...within(six ? 'Ipv6Settings' : 'Ipv4Settings', [element('DhcpEnabled', 'false')]),
      element('Identifier', adapter),
      ...within('UnicastIpAddresses', [numbered(ip_address ?? '', 1)]),
      ...(gateway === null ? [] : within('Routes', within('Route wcm:action="add"', route))),
    ]),
  ]);
}

function nameServers({ dns }: PlannedGuest, adapter: string): string[] {
  return within('Interfaces', [
    ...within('Interface wcm:action="add"', [
      element('Identifier', adapter),
      ...within(
        'DNSServerSearchOrder',
        dns.map((server, index) => numbered(server, index + 1)),
      ),
    ]),
  ]);
}

function component(name: string, lines: readonly string[]): string[] {
  const rest = 'publicKeyToken="31bf3856ad364e35" language="neutral" versionScope="nonSxS"';
  return within(`component name="${name}" processorArchitecture="amd64" ${rest}`, lines);
}

function within(tag: string, lines: readonly string[]): string[] {
  return [`<${tag}>`, ...lines.map((line) => `  ${line}`), `</${tag.split(' ', 1)[0] ?? ''}>`];
}

function numbered(text: string, key: number): string {
  return `<IpAddress wcm:action="add" wcm:keyValue="${key}">${escaped(text)}</IpAddress>`;
}

function element(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
