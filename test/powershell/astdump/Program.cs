using System.Management.Automation.Language;
using System.Text.Json;

// Reads paths from standard input, one a line, and prints a JSON array with the facts of each file.
var files = new List<object>();
while (Console.In.ReadLine() is { Length: > 0 } path) files.Add(Facts(path));
Console.Out.Write(JsonSerializer.Serialize(files));

static object Facts(string path) {
  var ast = Parser.ParseFile(path, out var tokens, out var errors);
  return new {
    path,
    errors = errors.Select(error => new { line = error.Extent.StartLineNumber, id = error.ErrorId }),
    background = ast.FindAll(node => node is PipelineAst { Background: true }, true).Select(node => node.Extent.StartLineNumber),
    syntax = ast.FindAll(_ => true, true).GroupBy(node => node.GetType().Name)
      .Select(group => new { kind = group.Key, line = group.First().Extent.StartLineNumber }),
    tokens = tokens.GroupBy(token => token.Kind.ToString())
      .Select(group => new { kind = group.Key, line = group.First().Extent.StartLineNumber }),
    types = ast.FindAll(node => node is TypeExpressionAst or TypeConstraintAst, true)
      .Select(node => new { name = TypeName(node), line = node.Extent.StartLineNumber }),
    commands = ast.FindAll(node => node is CommandAst, true).Cast<CommandAst>().Select(Command),
    comparisons = ast.FindAll(node => node is BinaryExpressionAst, true).Cast<BinaryExpressionAst>().Select(Comparison),
    members = ast.FindAll(node => node is InvokeMemberExpressionAst, true).Cast<InvokeMemberExpressionAst>()
      .Select(node => new { name = node.Member.Extent.Text, target = node.Expression.Extent.Text, line = node.Extent.StartLineNumber }),
    functions = ast.FindAll(node => node is FunctionDefinitionAst, true).Cast<FunctionDefinitionAst>().Select(Function),
  };
}

static string TypeName(Ast node) => node is TypeExpressionAst type ? type.TypeName.FullName : ((TypeConstraintAst)node).TypeName.FullName;

static object Command(CommandAst node) => new {
  name = node.GetCommandName(),
  text = node.CommandElements[0].Extent.Text,
  element = node.CommandElements[0].GetType().Name,
  invocation = node.InvocationOperator.ToString(),
  parameters = node.CommandElements.OfType<CommandParameterAst>().Select(parameter => parameter.ParameterName),
  positional = Positional(node),
  splats = node.CommandElements.OfType<VariableExpressionAst>().Any(variable => variable.Splatted),
  confirm = node.CommandElements.OfType<CommandParameterAst>()
    .Any(parameter => parameter.ParameterName == "Confirm" && parameter.Argument?.Extent.Text == "$false"),
  function = FunctionAround(node)?.Name,
  line = node.Extent.StartLineNumber,
};

// Arguments that no parameter name stands before. A value after a parameter counts as the parameter's.
static int Positional(CommandAst node) {
  var count = 0;
  for (var at = 1; at < node.CommandElements.Count; at++) {
    var element = node.CommandElements[at];
    var named = node.CommandElements[at - 1] is CommandParameterAst { Argument: null };
    if (element is not CommandParameterAst && !named) count++;
  }
  return count;
}

static object Comparison(BinaryExpressionAst node) => new {
  @operator = node.Operator.ToString(),
  left = node.Left.Extent.Text,
  right = node.Right.Extent.Text,
  line = node.Extent.StartLineNumber,
};

static object Function(FunctionDefinitionAst node) => new {
  name = node.Name,
  lines = node.Extent.EndLineNumber - node.Extent.StartLineNumber + 1,
  help = node.GetHelpContent() is not null,
  text = node.Extent.Text,
  parameters = (node.Body.ParamBlock?.Parameters ?? node.Parameters)?
    .Select(parameter => parameter.Name.VariablePath.UserPath) ?? [],
  line = node.Extent.StartLineNumber,
};

static FunctionDefinitionAst FunctionAround(Ast node) {
  for (var above = node.Parent; above is not null; above = above.Parent) {
    if (above is FunctionDefinitionAst function) return function;
  }
  return null;
}
