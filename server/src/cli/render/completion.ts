/** Shells that completions are printed for. */
export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type CompletionShell = (typeof shells)[number];

/** Words that can follow a command, by the command: `jobs`, `host add`. */
export type CompletionWords = ReadonlyMap<string, readonly string[]>;

function bashBody(top: readonly string[], words: CompletionWords): string {
  const cases = [...words].map(([name, list]) => `    "${name}") words="${list.join(' ')}" ;;`);
  return `  local words="${top.join(' ')}"
  case "$path" in
${cases.join('\n')}
  esac`;
}

/** The path is the command typed so far: `host add` where that has words of its own, else its first word. */
function bash(top: readonly string[], words: CompletionWords): string {
  const inner = [...words.keys()].filter((name) => name.includes(' ')).map((name) => `"${name}"`);
  return `_vmspec() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" path=""
  if [ "$COMP_CWORD" -gt 1 ]; then path="\${COMP_WORDS[1]}"; fi
  if [ "$COMP_CWORD" -gt 2 ]; then
    case "$path \${COMP_WORDS[2]}" in ${inner.join('|')}) path="$path \${COMP_WORDS[2]}" ;; esac
  fi
${bashBody(top, words)}
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _vmspec vmspec`;
}

function zsh(top: readonly string[], words: CompletionWords): string {
  return `#compdef vmspec
autoload -U +X bashcompinit && bashcompinit
${bash(top, words)}`;
}

function fish(top: readonly string[], words: CompletionWords): string {
  const quote = (list: readonly string[]): string => `'${list.join(' ')}'`;
  const lines = [...words].map(([name, list]) => {
    const seen = name.split(' ').map((word) => `__fish_seen_subcommand_from ${word}`);
    return `complete -c vmspec -n '${seen.join('; and ')}' -a ${quote(list)}`;
  });
  return [`complete -c vmspec -n __fish_use_subcommand -f -a ${quote(top)}`, ...lines].join('\n');
}

function powershell(top: readonly string[], words: CompletionWords): string {
  const list = (items: readonly string[]): string => `@(${items.map((item) => `'${item}'`).join(', ')})`;
  const entries = [...words].map(([name, items]) => `    '${name}' = ${list(items)}`);
  return `Register-ArgumentCompleter -Native -CommandName vmspec -ScriptBlock {
  param($word, $ast, $position)
  $words = @{
    '' = ${list(top)}
${entries.join('\n')}
  }
  $typed = @($ast.CommandElements | Select-Object -Skip 1 | ForEach-Object { "$_" } | Where-Object { $_ -ne $word })
  $path = ($typed | Select-Object -First 2) -join ' '
  if (-not $words.ContainsKey($path)) { $path = "$($typed | Select-Object -First 1)" }
  $words[$path] | Where-Object { $_ -like "$word*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}`;
}

/** A script that completes commands and options. `top`: what can follow `vmspec` itself. */
export function completionScript(
  shell: CompletionShell,
  top: readonly string[],
  words: CompletionWords,
): string {
  switch (shell) {
    case 'bash':
      return bash(top, words);
    case 'zsh':
      return zsh(top, words);
    case 'fish':
      return fish(top, words);
    case 'powershell':
      return powershell(top, words);
  }
}
