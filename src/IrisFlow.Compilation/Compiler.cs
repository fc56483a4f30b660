using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace IrisFlow.Compilation;

/// <summary>Roslyn, set up as the SDK sets it up for a library.</summary>
internal static class Compiler
{
    // The SDK's implicit usings, so that a file reads the same in a project and here.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <exception cref="IrisFlowException">There are errors, each a finding with its line.</exception>
    public static CompiledCode Compile(string name, IReadOnlyList<SourceFile> sources, IReadOnlyList<Assembly> references)
    {
        var parsing = new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Parse);
        var trees = sources
            .Select(s => CSharpSyntaxTree.ParseText(SourceText.From(s.Text, Encoding.UTF8), parsing, s.Path))
            .Append(CSharpSyntaxTree.ParseText(SourceText.From(ImplicitUsings, Encoding.UTF8), parsing, "ImplicitUsings.cs"));
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable, deterministic: true);
        var compilation = CSharpCompilation.Create(name, trees, Framework().Concat(references.Select(r => r.Location)).Select(p => MetadataReference.CreateFromFile(p)), options);
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        using var documentation = new MemoryStream();
        var result = compilation.Emit(assembly, symbols, documentation, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        return result.Success
            ? new(assembly.ToArray(), symbols.ToArray(), documentation.ToArray())
            : throw new IrisFlowException([.. result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(Finding)]);
    }

    private static IEnumerable<string> Framework()
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(p => Path.GetDirectoryName(p) == folder);
    }

    private static Finding Finding(Diagnostic diagnostic)
    {
        var place = diagnostic.Location.GetLineSpan();
        return new("IF701", $"The application code does not compile: {diagnostic.Id}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}.")
        {
            File = place.Path,
            Line = place.StartLinePosition.Line + 1,
            Position = place.StartLinePosition.Character + 1,
        };
    }
}
