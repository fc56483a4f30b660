using System.Xml.Linq;

namespace IrisFlow.Architecture.Tests;

public class ReferenceTests
{
    // The table of the design: what each project may know. Whatever stands below it knows what stands above, never the other way.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["IrisFlow"] = [],
        ["IrisFlow.Engine"] = ["IrisFlow"],
        ["IrisFlow.Activities"] = ["IrisFlow"],
        ["IrisFlow.Learning"] = ["IrisFlow"],
        ["IrisFlow.Parquet"] = ["IrisFlow"],
        ["IrisFlow.Sqlite"] = ["IrisFlow", "SQLitePCLRaw.bundle_e_sqlite3"],
        ["IrisFlow.Compilation"] = ["IrisFlow", "Microsoft.CodeAnalysis.CSharp"],
        ["IrisFlow.Scheduling"] = ["IrisFlow", "Quartz", "Microsoft.AspNetCore.App"],
        ["IrisFlow.Telemetry"] = ["IrisFlow", "OpenTelemetry", "OpenTelemetry.Exporter.OpenTelemetryProtocol"],
        ["IrisFlow.Hosting"] =
        [
            "IrisFlow", "IrisFlow.Engine", "IrisFlow.Activities", "IrisFlow.Learning", "IrisFlow.Parquet", "IrisFlow.Sqlite", "IrisFlow.Compilation", "IrisFlow.Scheduling",
            "IrisFlow.Telemetry",
        ],

        ["IrisFlow.Server"] = ["IrisFlow", "IrisFlow.Engine", "IrisFlow.Hosting", "Microsoft.AspNetCore.App"],

        // A command words a request and shows a plan, which are the engine's own words; it gets the engine itself from Hosting.
        ["IrisFlow.Cli"] = ["IrisFlow", "IrisFlow.Engine", "IrisFlow.Hosting", "IrisFlow.Server", "Spectre.Console", "System.CommandLine"],
        ["IrisFlow.Workflows"] = ["IrisFlow", "IrisFlow.Activities", "IrisFlow.Learning"],
    };

    private static IReadOnlyList<string> Shipped =>
        Repository.Seen(Repository.Code(".csproj").Where(f => !f.StartsWith("tests/", StringComparison.Ordinal)));

    [Fact]
    public void A_project_references_only_what_the_design_allows()
    {
        var violations =
            from file in Shipped
            let project = Path.GetFileNameWithoutExtension(file)
            from target in References(file, "ProjectReference").Concat(References(file, "PackageReference")).Concat(References(file, "FrameworkReference"))
            where !Allowed.GetValueOrDefault(project, []).Contains(target)
            select $"{project} -> {target}";
        Violations.None(violations);
    }

    [Fact]
    public void Every_project_outside_the_tests_stands_in_the_table() =>
        Violations.None(Shipped.Select(Path.GetFileNameWithoutExtension).Where(p => !Allowed.ContainsKey(p!)));

    [Fact]
    public void A_package_belongs_to_one_project_only()
    {
        var shared =
            from file in Shipped
            from package in References(file, "PackageReference")
            group Path.GetFileNameWithoutExtension(file) by package into users
            where users.Count() > 1
            select $"{users.Key} is used by {string.Join(" and ", users)}";
        Violations.None(shared);
    }

    [Fact]
    public void Only_the_analyzers_reach_every_project_from_a_shared_file()
    {
        string[] everywhere = ["Microsoft.CodeAnalysis.BannedApiAnalyzers"];
        var files = Repository.Seen(Repository.Files.Where(f => Path.GetExtension(f) is ".props" or ".targets" && !f.StartsWith("tests/", StringComparison.Ordinal)));
        Violations.None(files.SelectMany(f => References(f, "PackageReference").Concat(References(f, "GlobalPackageReference")).Except(everywhere)));
    }

    [Fact]
    public void A_shipped_project_knows_no_test_project() =>
        Violations.None(Shipped.Where(f => Repository.Text(f).Contains("/tests/", StringComparison.Ordinal)));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Text("IrisFlow.sln").Replace('\\', '/');
        Violations.None(Repository.Code(".csproj").Where(f => !solution.Contains($"\"{f}\"", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> References(string file, string element) =>
        XDocument.Load(Path.Combine(Repository.Root, file)).Descendants()
            .Where(e => e.Name.LocalName == element)
            .Select(e => e.Attribute("Include")!.Value.Replace('\\', '/'))
            .Select(target => element == "ProjectReference" ? Path.GetFileNameWithoutExtension(target) : target);
}
