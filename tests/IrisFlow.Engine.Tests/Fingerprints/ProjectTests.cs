namespace IrisFlow.Engine.Tests.Fingerprints;

/// <summary>Changes of the sample application that are no edit of one line: its files, its folder, its resources, what it is built on.</summary>
public class ProjectTests
{
    private const string AllThatLookAtCode = "blend-half blend-third lambdas opaque reflects rules scale shapes sort words";

    [Fact]
    public void The_same_sources_compiled_again_rerun_nothing() => Assert.Equal("", Sample.Changed(Sample.Project));

    [Fact]
    public void Another_folder_reruns_nothing() => Assert.Equal("", Sample.Changed(Sample.Project with { Folder = "/home/two/elsewhere" }));

    [Fact]
    public void Another_order_of_the_files_reruns_nothing() => Assert.Equal("", Sample.Changed(Sample.Project with { IsReversed = true }));

    [Fact]
    public void A_class_that_moves_to_a_file_of_its_own_reruns_nothing()
    {
        var source = Sample.Project.Sources["Rules.cs"];
        var at = source.IndexOf("public sealed class Longer", StringComparison.Ordinal);
        var end = source.IndexOf("public sealed class Named", StringComparison.Ordinal);
        var moved = Sample.Project.With("Rules.cs", source[at..end], "").WithFile("A.cs", $"namespace Sample;\n\n{source[at..end]}");

        Assert.Equal("", Sample.Changed(moved));
    }

    [Theory]
    [InlineData("Lambdas.cs", "public sealed partial class Lambdas : Activity\n{", "    private static IEnumerable<int> Numbers", "\n}\n")]
    [InlineData("Sort.cs", "public sealed class Label(string text) : IEquatable<Label>\n{", "    public override int GetHashCode", "\n}\n")]
    [InlineData("Words.cs", "public sealed class Words : Activity\n{", "    private static int Rank", "    private static string Read")]
    public void Members_that_change_places_rerun_nothing(string file, string head, string from, string to)
    {
        var source = Sample.Project.Sources[file];
        var begin = source.IndexOf(from, StringComparison.Ordinal);
        var member = source[begin..source.IndexOf(to, begin, StringComparison.Ordinal)];
        var moved = Sample.Project.With(file, member, "").With(file, head, $"{head}\n{member}\n");

        Assert.Equal("", Sample.Changed(moved));
    }

    [Fact]
    public void A_new_activity_reruns_no_other() => Assert.Equal("", Sample.Changed(Sample.Project.WithFile("New.cs", """
        namespace Sample;

        [Activity("sample.new")]
        public sealed class New : Activity
        {
            protected override async Task RunAsync(StepContext step)
            {
                await Task.Yield();
                step.Warn($"{new[] { 3, 1 }.Select(n => n + 1).Max()} {new { A = 1 }}");
            }
        }
        """)));

    [Fact]
    public void A_resource_that_is_read_reruns_who_reads_it() =>
        Assert.Equal("words", Sample.Changed(Sample.Project with { Resources = Sample.Project.Resources.SetItem("Sample.words.txt", "versicolor") }));

    [Fact]
    public void A_resource_that_is_not_read_reruns_nothing() =>
        Assert.Equal("", Sample.Changed(Sample.Project with { Resources = Sample.Project.Resources.SetItem("Sample.other.txt", "something else") }));

    [Fact]
    public void Any_resource_counts_where_its_name_is_computed()
    {
        var computed = Sample.Project.With("Words.cs", "GetManifestResourceStream(\"Sample.words.txt\")", "GetManifestResourceStream($\"Sample.{name}\")");
        var other = computed with { Resources = computed.Resources.SetItem("Sample.other.txt", "something else") };

        Assert.NotEqual(computed.Fingerprints(Sample.Roots)["words"].Hash, other.Fingerprints(Sample.Roots)["words"].Hash);
    }

    [Fact]
    public void A_package_that_was_built_anew_reruns_who_calls_it() =>
        Assert.Equal("reflects", Sample.Changed(Sample.Project with { Library = Sample.Project.Library.Replace("value * 2", "2 * value") }));

    [Fact]
    public void Another_runtime_reruns_all_whose_code_is_looked_at() =>
        Assert.Equal(AllThatLookAtCode, Sample.Changed(Sample.Project with { Runtime = "10.0.12" }));

    [Fact]
    public void A_module_initializer_reruns_all_whose_code_is_looked_at() => Assert.Equal(AllThatLookAtCode, Sample.Changed(Sample.Project.WithFile("Initializer.cs", """
        namespace Sample;

        internal static class Initializer
        {
            [System.Runtime.CompilerServices.ModuleInitializer]
            internal static void Run() => Hooks.Replaced = count => count * 5;
        }
        """)));

    [Fact]
    public void What_changed_is_named_by_its_method()
    {
        var after = Sample.Project.With("Scale.cs", "Offset = 32", "Offset = 33").Fingerprints(Sample.Roots)["scale"].Methods;

        Assert.Equal(["Sample.Maths.Shifted(double)"], after.Except(Sample.Before["scale"].Methods).Select(m => m.Name));
    }

    [Theory]
    [InlineData("scale", "Sample.Scale.RunAsync(StepContext)")]
    [InlineData("scale", "Sample.Maths.cctor(): read-only data")]
    [InlineData("scale", "IrisFlow.StepContext")]
    [InlineData("sort", "Sample.Money.op_Implicit(Decimal): Money")]
    [InlineData("words", "resource Sample.words.txt in Sample")]
    [InlineData("words", "Sample.Colour: names")]
    [InlineData("reflects", "package Sample.Library")]
    [InlineData("reflects", "Sample.Kept.Count() [CodeVersion]")]
    [InlineData("shapes", "Sample.Shapes:Lookup.Of(Colour)")]
    public void Everything_that_counts_is_listed_by_a_readable_name(string activity, string name) =>
        Assert.Contains(name, Sample.Before[activity].Methods.Select(m => m.Name));

    [Fact]
    public void Names_are_unique_sorted_and_on_one_line()
    {
        foreach (var names in Sample.Before.Values.Select(f => f.Methods.Select(m => m.Name).ToList()))
        {
            Assert.Equal(names.Distinct().Order(StringComparer.Ordinal), names);
            Assert.DoesNotContain(names, n => n.Contains('\n'));
        }
    }

    [Fact]
    public void The_runtime_is_listed_with_its_version() =>
        Assert.Contains(new MethodHash("Microsoft.NETCore.App", "10.0.11"), Sample.Before["scale"].Methods);

    [Fact]
    public void A_frozen_activity_is_its_version_and_nothing_else() => Assert.Equal([new MethodHash("[CodeVersion]", "\"3\"")], Sample.Before["frozen"].Methods);

    [Fact]
    public void What_can_not_be_seen_into_is_warned_of_with_its_place() => Assert.Equal(
        [
            "IF910 Sample.OpaqueCalls.RunAsync(StepContext) calls Activator.CreateInstance",
            "IF910 Sample.OpaqueCalls.RunAsync(StepContext) calls Type.GetType",
            "IF911 Sample.OpaqueCalls.RunAsync(StepContext) calls Binder.BinaryOperation",
            "IF912 Sample.Native.Sync() calls sync of libc",
        ],
        Sample.Before["opaque"].Warnings.Select(w => w.Split(',')[0]));

    [Fact]
    public void DependsOn_answers_the_warning() => Assert.Empty(Sample.Before["reflects"].Warnings);

    [Fact]
    public void Code_without_opaque_calls_is_not_warned_of() =>
        Assert.All(Sample.Before.Where(b => b.Key != "opaque"), b => Assert.Empty(b.Value.Warnings));

    [Fact]
    public void A_DependsOn_that_names_nothing_is_warned_of()
    {
        var wrong = Sample.Project.With("Marked.cs", "\"Sample.HiddenToo::Count\"", "\"Sample.HiddenToo::Counts\"");

        Assert.StartsWith("IF915", Assert.Single(wrong.Fingerprints(Sample.Roots)["reflects"].Warnings));
    }
}
