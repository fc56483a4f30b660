using IrisFlow.Compilation;

namespace IrisFlow.Hosting.Tests;

public sealed class ApplicationCodeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("irisflow-").FullName;

    private string Sources => Path.Combine(_folder, "workflows");

    private string Cache => Path.Combine(_folder, "cache");

    [Fact]
    public void Without_sources_there_is_no_code_and_no_cache()
    {
        Directory.CreateDirectory(Sources);

        Assert.Null(Code().Compile());
        Assert.False(Directory.Exists(Cache));
    }

    [Fact]
    public void Without_a_folder_there_is_no_code() => Assert.Null(Code().Compile());

    [Fact]
    public void Unchanged_sources_are_not_compiled_again()
    {
        Write("A.cs", Class("Once"));
        Code().Compile();
        var compiled = Assert.Single(Directory.GetFiles(Cache, "*.dll", SearchOption.AllDirectories));
        var stamp = File.GetLastWriteTimeUtc(compiled);
        Write("A.cs", Class("Once"));

        Code().Compile();

        Assert.Equal([compiled], Directory.GetFiles(Cache, "*.dll", SearchOption.AllDirectories));
        Assert.Equal(stamp, File.GetLastWriteTimeUtc(compiled));
    }

    [Fact]
    public void Changed_sources_are_compiled_again()
    {
        Write("A.cs", Class("First"));
        var first = Code().Compile();
        Write("A.cs", Class("Second"));

        Assert.NotEqual(first, Code().Compile());
    }

    [Fact]
    public void A_renamed_file_is_another_source()
    {
        File.Move(Write("A.cs", Class("Same")), Path.Combine(Sources, "B.cs"));
        var renamed = Code().Compile();
        File.Move(Path.Combine(Sources, "B.cs"), Path.Combine(Sources, "A.cs"));

        Assert.NotEqual(renamed, Code().Compile());
    }

    [Fact]
    public void Every_error_is_a_finding_with_its_file_line_and_column()
    {
        var first = Write("a/A.cs", "public class A\n{\n    int x = \"text\";\n}\n");
        var second = Write("b/B.cs", "public class B : Missing\n{\n}\n");

        var problem = Assert.Throws<IrisFlowException>(() => Code().Compile());

        Assert.Equal(ExitCode.Usage, problem.Exit);
        Assert.Equal([("IF701", first, 3, 13), ("IF701", second, 1, 18)], problem.Findings.Select(f => (f.Rule, f.File!, f.Line!.Value, f.Position!.Value)).Order());
        Assert.Contains(problem.Findings, f => f.Message.Contains("CS0246", StringComparison.Ordinal));
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Nobody_else_may_read_or_write_the_cache()
    {
        Write("A.cs", Class("Private"));
        Code().Compile();

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.All(Directory.GetDirectories(Cache).Append(Cache), folder => Assert.Equal(owner, File.GetUnixFileMode(folder)));
    }

    [Theory]
    [InlineData("bin/Old.cs")]
    [InlineData("iris/obj/Old.cs")]
    [InlineData(".hidden/Old.cs")]
    public void Build_output_is_not_application_code(string file)
    {
        Write(file, "this does not compile");

        Assert.Null(Code().Compile());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Class(string name) => $"namespace Own;\n\npublic static class {name}\n{{\n    public static int Value => 1;\n}}\n";

    private ApplicationCode Code() => new(Sources, Cache, [typeof(Workflow).Assembly]);

    private string Write(string name, string text)
    {
        var path = Path.Combine(Sources, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
