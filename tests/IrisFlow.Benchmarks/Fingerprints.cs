using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using IrisFlow.Engine.Fingerprints;
using IrisFlow.Engine.Keys;
using IrisFlow.Sqlite;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IrisFlow.Benchmarks;

/// <summary>The fingerprint of an activity that reaches all 40,000 methods of an assembly: looked into, and remembered.</summary>
internal static class Fingerprints
{
    private const int Classes = 2000;
    private const int Methods = 20;

    public static void Run(int rounds)
    {
        var folder = PublishedProgram.Folder();
        try
        {
            var path = Path.Combine(folder, "Large.dll");
            Compile(path);
            var assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(path);
            var environment = new StepEnvironment(folder, new Catalog(assembly), new TableFormats([]));
            var descriptor = environment.Catalog.Find("large.all")!;
            var activity = (Activity)Activator.CreateInstance(descriptor.Type)!;
            Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {Count(assembly):N0} methods in {new FileInfo(path).Length / 1e6:0.0} MB");
            using var store = SqliteRunStore.Open(Path.Combine(folder, "irisflow.db"));
            var first = new CodeFingerprints(store);
            Tell("looked into, the first time in a process", Time(() => first.Of(descriptor, activity, environment)));
            Console.WriteLine($"reached: {first.Find(first.Of(descriptor, activity, environment))!.Methods.Count:N0}");
            Tell("looked into, median", Median(rounds, () => new CodeFingerprints(store).Of(descriptor, activity, environment)));
            store.Write(first.Save);
            Tell("remembered, the first time", Time(() => new CodeFingerprints(store).Of(descriptor, activity, environment)));
            Tell("remembered, median", Median(rounds * 5, () => new CodeFingerprints(store).Of(descriptor, activity, environment)));
            Tell("asked for again", Median(rounds * 5, () => first.Of(descriptor, activity, environment)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Count(Assembly assembly) => assembly.GetTypes().Sum(t =>
        t.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly).Length);

    private static double Time(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double Median(int rounds, Action action) => PublishedProgram.Median(Enumerable.Range(0, rounds).Select(_ => Time(action)).ToList());

    private static void Tell(string what, double milliseconds) => Console.WriteLine($"{what,-66} {milliseconds,9:0.000} ms");

    private static void Compile(string path)
    {
        var text = new StringBuilder("using System; using System.Linq; using System.Collections.Generic; using System.Threading.Tasks; using IrisFlow; namespace Large;\n");
        text.AppendLine("[Activity(\"large.all\")] public sealed class All : Activity { protected override Task RunAsync(StepContext step) { double sum = 0;");
        for (var c = 0; c < Classes; c++)
        {
            text.AppendLine($"sum += C{c}.M0({c});");
        }

        text.AppendLine("step.Warn(sum.ToString()); return Task.CompletedTask; } }");
        for (var c = 0; c < Classes; c++)
        {
            text.AppendLine($"public static class C{c} {{ private static readonly double[] Table = [1, 2, 3, {c}];");
            for (var m = 0; m < Methods; m++)
            {
                var next = m + 1 < Methods ? $"M{m + 1}(x)" : $"C{(c + 1) % Classes}.Last(x)";
                text.AppendLine($$"""
                    public static double M{{m}}(double x)
                    {
                        var sum = Table[{{m % 4}}] + {{m}}.5;
                        for (var i = 0; i < {{m + 3}}; i++) { sum += Math.Sqrt(x + i) > 2 ? i * x : x / (i + 1); }
                        if (double.IsNaN(sum)) { throw new InvalidOperationException($"{sum} of {x} in {{c}}"); }
                        return sum + {{next}};
                    }
                    """);
            }

            text.AppendLine("public static double Last(double x) => new[] { x, 2 * x }.Where(y => y > 1).Select(y => y + 1).Sum(); }");
        }

        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(p => MetadataReference.CreateFromFile(p));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release);
        var result = CSharpCompilation.Create("Large", [CSharpSyntaxTree.ParseText(text.ToString())], references, options).Emit(path);
        if (!result.Success)
        {
            throw new InvalidOperationException(result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error).ToString());
        }
    }
}
