import type { Node } from 'jsonc-parser';
import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver';
import { nodeAt } from '#core/json/nodeAt.ts';
import type { VmEntry } from '#core/json/vmEntries.ts';
import { gbOf } from '../../convert/sizes.ts';
import type { SpecDocument } from '../../documents/specDocument.ts';

/** A VM, whole or still being written, with what belongs to it. */
export function vmSymbol(document: SpecDocument, entry: VmEntry): DocumentSymbol {
  const { node, name, copies } = entry;
  const cores = numberOf(entry.at('/cpu_cores'));
  const memory = numberOf(entry.at('/ram_max_mb'));
  const detail = [
    ...(copies > 1 ? [`${copies} copies`] : []),
    ...(cores === null ? [] : [`${cores} vCPU`]),
    ...(memory === null ? [] : [gbOf(memory)]),
  ];
  return {
    ...symbol(document, name ?? 'VM without a name', SymbolKind.Object, node, detail.join(' · ')),
    selectionRange: document.rangeOf(entry.at('/vm_name') ?? node),
    children: [...disksOf(document, entry), ...adaptersOf(document, entry)].sort(
      (a, b) => document.lines.offsetAt(a.range.start) - document.lines.offsetAt(b.range.start),
    ),
  };
}

function disksOf(document: SpecDocument, entry: VmEntry): DocumentSymbol[] {
  const system = entry.at('/disk_template_path');
  const size = numberOf(entry.at('/disk/size_gb'));
  const file = textOf(system)?.split('\\').at(-1) ?? '';
  const systemDetail = [file, ...(size === null ? [] : [`${size} GB`])].join(' · ');
  const data = entry.at('/data_disks')?.children ?? [];
  return [
    ...(system === undefined ? [] : [symbol(document, 'System disk', SymbolKind.File, system, systemDetail)]),
    ...data.map((node, index) => {
      const gb = numberOf(nodeAt(node, '/size_gb'));
      return symbol(document, `Data disk ${index + 1}`, SymbolKind.File, node, gb === null ? '' : `${gb} GB`);
    }),
  ];
}

function adaptersOf(document: SpecDocument, entry: VmEntry): DocumentSymbol[] {
  const first = entry.at('/network_adapter_name');
  const others = entry.at('/network_adapters')?.children ?? [];
  return [
    ...(first === undefined ? [] : [{ node: first, name: first }]),
    ...others.map((node) => ({ node, name: nodeAt(node, '/switch') })),
  ].map(({ node, name }, index) =>
    symbol(document, `Network adapter ${index + 1}`, SymbolKind.Interface, node, textOf(name) ?? ''),
  );
}

function symbol(
  document: SpecDocument,
  name: string,
  kind: SymbolKind,
  node: Node,
  detail: string,
): DocumentSymbol {
  const range = document.rangeOf(node);
  return { name, kind, range, selectionRange: range, ...(detail === '' ? {} : { detail }) };
}

function numberOf(node: Node | undefined): number | null {
  const value: unknown = node?.value;
  return typeof value === 'number' ? value : null;
}

function textOf(node: Node | undefined): string | null {
  const value: unknown = node?.value;
  return typeof value === 'string' ? value : null;
}
